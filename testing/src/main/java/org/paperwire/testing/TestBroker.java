package org.paperwire.testing;

import java.nio.file.Path;
import org.paperwire.broker.EmbeddedBroker;
import org.testcontainers.kafka.KafkaContainer;

/// A real broker for tests, empty at its start.
public final class TestBroker implements AutoCloseable {

  static final String IMAGE = "apache/kafka:4.3.1";

  private final String bootstrapServers;
  private final AutoCloseable broker;

  private TestBroker(String bootstrapServers, AutoCloseable broker) {
    this.bootstrapServers = bootstrapServers;
    this.broker = broker;
  }

  /// Starts one; skips the test when it should be a container and there is no Docker.
  ///
  /// @param folder where one in this JVM keeps its log
  public static TestBroker start(Path folder) {
    return switch (Surroundings.asked()) {
      case JVM -> {
        EmbeddedBroker broker = EmbeddedBroker.start(folder);
        yield new TestBroker(broker.bootstrapServers(), broker);
      }
      case CONTAINERS -> {
        KafkaContainer broker = container();
        broker.start();
        yield new TestBroker(broker.getBootstrapServers(), broker);
      }
    };
  }

  /// As the embedded one is set, so that tests wait for nothing that is only there to spare a large
  /// cluster.
  private static KafkaContainer container() {
    return new KafkaContainer(IMAGE)
        .withEnv("KAFKA_HEAP_OPTS", "-Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1")
        .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
        .withEnv("KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS", "1")
        .withEnv("KAFKA_TRANSACTION_STATE_LOG_NUM_PARTITIONS", "4")
        .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0")
        .withEnv("KAFKA_LOG_CLEANER_DEDUPE_BUFFER_SIZE", Integer.toString(8 * 1024 * 1024));
  }

  /// `host:port` for clients.
  public String bootstrapServers() {
    return bootstrapServers;
  }

  @Override
  public void close() {
    try {
      broker.close();
    } catch (Exception e) {
      throw new IllegalStateException("the broker did not stop", e);
    }
  }
}
