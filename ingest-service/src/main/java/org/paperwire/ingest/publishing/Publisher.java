package org.paperwire.ingest.publishing;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.paperwire.platform.KafkaSettings;
import org.paperwire.serdes.RegistrySerdes;

/// The one producer of the source topics, connected when it is first needed.
@Singleton
public final class Publisher {

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  private final KafkaSettings kafka;
  private final Serializer<SpecificRecord> values;
  private final DeadLetters deadLetters;

  /// Guarded by this.
  private Optional<Producer<String, byte[]>> producer = Optional.empty();

  Publisher(KafkaSettings kafka, RegistrySerdes serdes, DeadLetters deadLetters) {
    this.kafka = kafka;
    this.values = serdes.serializer();
    this.deadLetters = deadLetters;
  }

  /// Begins to publish what one capture or request brought.
  public Batch begin(BatchInfo info) {
    return new Batch(this::producer, values, deadLetters, info);
  }

  private synchronized Producer<String, byte[]> producer() {
    Producer<String, byte[]> open =
        producer.orElseGet(
            () ->
                new KafkaProducer<>(
                    kafka.producer("paperwire-ingest"),
                    new StringSerializer(),
                    new ByteArraySerializer()));
    producer = Optional.of(open);
    return open;
  }

  @PreDestroy
  synchronized void close() {
    producer.ifPresent(open -> open.close(CLOSE_TIMEOUT));
  }
}
