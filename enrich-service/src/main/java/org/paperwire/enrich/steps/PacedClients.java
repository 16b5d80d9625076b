package org.paperwire.enrich.steps;

import java.time.InstantSource;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/// The clients that Kafka Streams makes by itself, but that each commit tells the pace of its
/// thread when it has ended.
public final class PacedClients implements KafkaClientSupplier {

  private final InstantSource clock;

  /// @param clock that of Kafka Streams
  public PacedClients(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Admin getAdmin(Map<String, Object> settings) {
    return Admin.create(settings);
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> settings) {
    return new PacedProducer(settings, clock);
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> settings) {
    return consumer(settings);
  }

  @Override
  public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> settings) {
    return consumer(settings);
  }

  @Override
  public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> settings) {
    return consumer(settings);
  }

  private static Consumer<byte[], byte[]> consumer(Map<String, Object> settings) {
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private static final class PacedProducer extends KafkaProducer<byte[], byte[]> {

    private final InstantSource clock;

    PacedProducer(Map<String, Object> settings, InstantSource clock) {
      super(settings, new ByteArraySerializer(), new ByteArraySerializer());
      this.clock = clock;
    }

    @Override
    public void commitTransaction() {
      super.commitTransaction();
      CommitPace.ofThread().committed(clock.millis());
    }
  }
}
