package org.paperwire.enrich.running;

import static org.apache.kafka.streams.StreamsConfig.consumerPrefix;
import static org.apache.kafka.streams.StreamsConfig.mainConsumerPrefix;
import static org.apache.kafka.streams.StreamsConfig.producerPrefix;
import static org.apache.kafka.streams.StreamsConfig.topicPrefix;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.paperwire.enrich.failures.DeadLetters;
import org.paperwire.enrich.failures.FailureHandler;
import org.paperwire.platform.KafkaSettings;
import org.paperwire.topics.Cluster;

/// What Kafka Streams is started with. The reasons stand beside the values.
public final class StreamsSettings {

  private static final int COMMIT_MILLIS = 1_000;
  private static final int POLL_MILLIS = 5;
  private static final int LINGER_MILLIS = 100;

  private StreamsSettings() {}

  /// The settings of one process of the enrichment.
  ///
  /// @param stateFolder where state stores lie, and the id of this process
  public static Map<String, Object> of(
      EnrichSettings enrich,
      KafkaSettings kafka,
      Cluster cluster,
      Path stateFolder,
      DeadLetters letters) {
    var settings = new HashMap<>(kafka.security().client());
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, enrich.applicationId());
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, enrich.threads());
    // We have no global store; said so that Streams does not warn of it at each start. Its constant
    // is deprecated already, because this will be the default.
    settings.put("processing.exception.handler.global.enabled", true);
    // As for the other clients: what they measure is asked for by Micrometer.
    settings.put(StreamsConfig.METRIC_REPORTER_CLASSES_CONFIG, "");
    settings.putAll(naming());
    settings.putAll(latency());
    settings.putAll(restarts(enrich));
    settings.putAll(sizes());
    settings.putAll(state(enrich, cluster, stateFolder));
    settings.putAll(FailureHandler.settings(letters));
    return Map.copyOf(settings);
  }

  /// Nothing gets a generated name, and nobody rewrites the picture.
  private static Map<String, Object> naming() {
    return Map.of(
        StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG,
        true,
        StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG,
        StreamsConfig.NO_OPTIMIZATION);
  }

  /// A lone paper takes a commit and a poll for each of the four hops. The commits of fresh papers
  /// are asked for by the steps themselves; the interval is that of a backlog.
  private static Map<String, Object> latency() {
    return Map.of(
        StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
        COMMIT_MILLIS,
        StreamsConfig.POLL_MS_CONFIG,
        POLL_MILLIS,
        // Nobody sees a record before its transaction is committed, and a commit sends what
        // lingers: until then small batches are only work for the broker.
        producerPrefix(ProducerConfig.LINGER_MS_CONFIG),
        LINGER_MILLIS,
        // Of two inputs neither waits for the other: what comes out does not depend on the order.
        StreamsConfig.MAX_TASK_IDLE_MS_CONFIG,
        StreamsConfig.MAX_TASK_IDLE_MS_DISABLED,
        StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG,
        0,
        mainConsumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG),
        50);
  }

  /// Static membership: a process that is killed and started again on its own folder takes up where
  /// it was, without a rebalance and without waiting for its own session to lapse. A session of 20
  /// s is what a machine that never returns costs.
  private static Map<String, Object> restarts(EnrichSettings enrich) {
    return Map.of(
        StreamsConfig.GROUP_PROTOCOL_CONFIG,
        "classic",
        mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG),
        enrich.applicationId() + "-" + enrich.instance(),
        mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
        20_000,
        mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
        3_000,
        // Longer than a restore that stalls: 4.3 waits five minutes for one, and the default here
        // is the same five, which makes a loop of rebalances.
        consumerPrefix(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG),
        600_000,
        mainConsumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG),
        "earliest",
        producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
        10_000,
        CommonClientConfigs.RECONNECT_BACKOFF_MS_CONFIG,
        50L,
        CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG,
        500L);
  }

  /// Everything that is sent is below `max.message.bytes` of every topic, those that Streams makes
  /// for itself included: a record between both limits would be split and retried for ever without
  /// any handler hearing of it.
  private static Map<String, Object> sizes() {
    return Map.of(
        producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
        KafkaSettings.REQUEST_BYTES_MAX,
        producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG),
        64 * 1024,
        producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG),
        "lz4",
        topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG),
        Integer.toString(INTERNAL_MESSAGE_BYTES_MAX));
  }

  /// As the catalogue has it for the public topics.
  static final int INTERNAL_MESSAGE_BYTES_MAX = 1_048_588;

  private static Map<String, Object> state(
      EnrichSettings enrich, Cluster cluster, Path stateFolder) {
    return Map.of(
        StreamsConfig.STATE_DIR_CONFIG,
        stateFolder.toString(),
        StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG,
        BoundedState.class,
        BoundedState.MEGABYTES,
        enrich.stateCacheMegabytes(),
        StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG,
        enrich.standbys(),
        // A copy further behind than this is no copy to take over with: it first catches up.
        StreamsConfig.ACCEPTABLE_RECOVERY_LAG_CONFIG,
        1_000L,
        StreamsConfig.REPLICATION_FACTOR_CONFIG,
        (int) cluster.replicationFactor(),
        topicPrefix(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG),
        Integer.toString(cluster.minInsyncReplicas()));
  }
}
