package org.paperwire.platform.sources;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.paperwire.platform.KafkaSettings;
import org.paperwire.serdes.RegistrySerdes;
import org.paperwire.topics.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The ends of small topics, read when somebody asks: a consumer and a few fetches a question, and
/// one question at a time. The consumer stays, since to connect is what takes time.
@Singleton
public final class NewestRecords {

  private static final Logger LOG = LoggerFactory.getLogger(NewestRecords.class);
  private static final Duration TURN = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(50);

  private final KafkaSettings kafka;
  private final RegistrySerdes serdes;
  private final ReentrantLock turn = new ReentrantLock();

  /// Guarded by the turn.
  private final List<Consumer<String, byte[]>> open = new ArrayList<>();

  NewestRecords(KafkaSettings kafka, RegistrySerdes serdes) {
    this.kafka = kafka;
    this.serdes = serdes;
  }

  /// The newest value of each key, the oldest first within a partition.
  ///
  /// @param perPartition how far back to look
  /// @throws IOException when the topic cannot be read now
  public <V extends SpecificRecord> List<V> ofEachKey(Topic<V> topic, int perPartition)
      throws IOException {
    try {
      if (!turn.tryLock(TURN.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException("others are reading " + topic.name());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    try {
      return read(consumer(), topic, perPartition);
    } catch (KafkaException e) {
      leave();
      throw new IOException(topic.name() + " cannot be read: " + e.getMessage(), e);
    } finally {
      turn.unlock();
    }
  }

  private Consumer<String, byte[]> consumer() {
    if (open.isEmpty()) {
      var settings = new HashMap<>(kafka.consumer("paperwire-sources"));
      settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 50);
      settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
      settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
      open.add(
          new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer()));
    }
    return open.getFirst();
  }

  private void leave() {
    open.forEach(consumer -> consumer.close());
    open.clear();
  }

  private <V extends SpecificRecord> List<V> read(
      Consumer<String, byte[]> consumer, Topic<V> topic, int perPartition) throws IOException {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic.name()).stream()
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    consumer.assign(partitions);
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    partitions.forEach(
        partition ->
            consumer.seek(
                partition,
                Math.max(
                    begins.getOrDefault(partition, 0L),
                    ends.getOrDefault(partition, 0L) - perPartition)));
    var values = new LinkedHashMap<String, V>();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try (Deserializer<V> reader = serdes.deserializer(topic)) {
      while (partitions.stream()
          .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
        if (System.nanoTime() > deadline) {
          throw new IOException(topic.name() + " took too long to read");
        }
        consumer.poll(POLL).forEach(record -> keep(record, reader, values));
      }
    }
    return List.copyOf(values.values());
  }

  /// What somebody else put on the topic is passed over.
  private static <V> void keep(
      ConsumerRecord<String, byte[]> record, Deserializer<V> reader, Map<String, V> values) {
    values.remove(record.key());
    if (record.value() == null) {
      return;
    }
    try {
      values.put(record.key(), reader.deserialize(record.topic(), record.value()));
    } catch (KafkaException e) {
      LOG.warn(
          "{}/{} at {} is none of its records",
          record.topic(),
          record.partition(),
          record.offset());
    }
  }

  @PreDestroy
  void close() {
    turn.lock();
    try {
      leave();
    } finally {
      turn.unlock();
    }
  }
}
