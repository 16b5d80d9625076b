package org.paperwire.platform;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/// The connection to Kafka, and the settings that every client of ours is made with. The reasons
/// stand beside the values.
///
/// @param bootstrapServers `host:port[,host:port…]`
/// @param security who we are to the brokers, and they to us
@ConfigurationProperties("paperwire.kafka")
public record KafkaSettings(
    @Bindable(defaultValue = "127.0.0.1:9092") String bootstrapServers, KafkaSecurity security) {

  /// The largest record any producer of ours sends. Below the topics' `max.message.bytes`, so that
  /// an oversized record fails here, with a name, rather than being split and retried for ever by
  /// the client.
  public static final int REQUEST_BYTES_MAX = 900_000;

  /// Brokers that ask nobody who they are.
  public KafkaSettings(String bootstrapServers) {
    this(bootstrapServers, KafkaSecurity.NONE);
  }

  /// Settings of a producer that loses nothing and doubles nothing on retry. A broker that is away
  /// shows as an error within 10 s rather than as a thread that hangs.
  public Map<String, Object> producer(String clientId) {
    var settings = client(clientId);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 64 * 1024);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, REQUEST_BYTES_MAX);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
    return settings;
  }

  /// Settings of a consumer that sees only what was committed, keeps its own offsets and says so
  /// when they are gone.
  public Map<String, Object> consumer(String clientId) {
    var settings = client(clientId);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    return settings;
  }

  /// Settings of an admin client.
  public Map<String, Object> admin(String clientId) {
    var settings = client(clientId);
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 15_000);
    return settings;
  }

  private Map<String, Object> client(String clientId) {
    var settings = new HashMap<>(security.client());
    settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(AdminClientConfig.CLIENT_ID_CONFIG, clientId);
    // A broker that restarts is looked for again at once, not after a second.
    settings.put(AdminClientConfig.RECONNECT_BACKOFF_MS_CONFIG, 50);
    settings.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
    // Our metrics are Micrometer's; hundreds of MBeans for each client are work at every start.
    settings.put(AdminClientConfig.METRIC_REPORTER_CLASSES_CONFIG, "");
    return settings;
  }
}
