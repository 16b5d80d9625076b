package org.paperwire.standalone.archive;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.paperwire.topics.Topic;
import org.paperwire.topics.Topics;

/// Copies the source topics to an archive, each up to where it ended when the copy began.
public final class Backup {

  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration SILENCE_MAX = Duration.ofSeconds(30);

  private final Brokers kafka;
  private final SchemaRegistryClient registry;

  public Backup(Brokers kafka, SchemaRegistryClient registry) {
    this.kafka = kafka;
    this.registry = registry;
  }

  /// Copies everything.
  ///
  /// @param folder new, or empty
  /// @param at the time
  /// @param progress told how many places of the topics are behind it, and of how many
  /// @throws ArchiveException when broker or registry do not answer, or the folder is not empty
  public Contents to(Path folder, Instant at, BiConsumer<Long, Long> progress)
      throws IOException, ArchiveException {
    var settings = new HashMap<>(kafka.consumer("paperwire-backup"));
    settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 4 << 20);
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1 << 20);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    try (var writer = new ArchiveWriter(folder, registry, at);
        var consumer =
            new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      copy(consumer, writer, progress);
      return writer.finish();
    } catch (KafkaException e) {
      throw new ArchiveException("The broker does not give what it has: " + e.getMessage(), e);
    }
  }

  private static void copy(
      KafkaConsumer<String, byte[]> consumer, ArchiveWriter writer, BiConsumer<Long, Long> progress)
      throws IOException, ArchiveException {
    List<TopicPartition> partitions = new ArrayList<>();
    for (Topic<?> topic : Topics.SOURCES) {
      consumer
          .partitionsFor(topic.name())
          .forEach(p -> partitions.add(new TopicPartition(p.topic(), p.partition())));
    }
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    long total = sum(ends) - sum(consumer.beginningOffsets(partitions));
    long done = 0;
    for (TopicPartition partition : partitions) {
      long end = ends.getOrDefault(partition, 0L);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long from = consumer.position(partition);
      long heard = System.nanoTime();
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
          heard = System.nanoTime();
          if (record.offset() < end) {
            writer.write(record);
          }
        }
        if (System.nanoTime() - heard > SILENCE_MAX.toNanos()) {
          throw new ArchiveException(partition + " gives nothing, and has not ended.");
        }
        progress.accept(done + Math.min(end, consumer.position(partition)) - from, total);
      }
      done += end - from;
    }
  }

  private static long sum(Map<TopicPartition, Long> offsets) {
    return offsets.values().stream().mapToLong(Long::longValue).sum();
  }
}
