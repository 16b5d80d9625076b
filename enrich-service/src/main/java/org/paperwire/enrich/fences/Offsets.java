package org.paperwire.enrich.fences;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.paperwire.platform.KafkaSettings;

/// Where topics end, how far a group has committed, and whether anything lies between.
final class Offsets implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(50);

  private final Admin admin;
  private final Consumer<byte[], byte[]> probe;
  private final String group;

  Offsets(KafkaSettings kafka, String clientId, String group) {
    this.group = group;
    this.admin = Admin.create(kafka.admin(clientId));
    Map<String, Object> reading = new HashMap<>(kafka.consumer(clientId + "-probe"));
    // Records that were purged behind the group were processed.
    reading.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    reading.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
    reading.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 20);
    this.probe =
        new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /// The partitions of topics.
  List<TopicPartition> partitions(Collection<String> topics) throws InterruptedException {
    return of(admin.describeTopics(topics).allTopicNames()).entrySet().stream()
        .flatMap(
            topic ->
                topic.getValue().partitions().stream()
                    .map(partition -> new TopicPartition(topic.getKey(), partition.partition())))
        .toList();
  }

  /// The ends, as they are written: with what a transaction has not committed yet. Its commit may
  /// be decided and only not be marked there, and then it counts.
  Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions)
      throws InterruptedException {
    return of(
            admin
                .listOffsets(
                    partitions.stream()
                        .collect(Collectors.toMap(Function.identity(), _ -> OffsetSpec.latest())),
                    new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                .all())
        .entrySet()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, end -> end.getValue().offset()));
  }

  /// How far the group has committed; 0 where it has not. Waits for commits that are under way.
  Map<TopicPartition, Long> committed(Collection<TopicPartition> partitions)
      throws InterruptedException {
    var offsets =
        of(
            admin
                .listConsumerGroupOffsets(
                    Map.of(
                        group,
                        new ListConsumerGroupOffsetsSpec()
                            .topicPartitions(List.copyOf(partitions))),
                    new ListConsumerGroupOffsetsOptions().requireStable(true))
                .partitionsToOffsetAndMetadata(group));
    return partitions.stream()
        .collect(
            Collectors.toMap(
                Function.identity(),
                partition -> {
                  var offset = offsets.get(partition);
                  return offset == null ? 0L : offset.offset();
                }));
  }

  /// Whether there is nothing to process from one offset to another: only what transactions leave
  /// behind, markers and what was aborted. A group that comes back after a crash does not commit
  /// past those before it meets a record.
  boolean isEmpty(TopicPartition partition, long from, long to) {
    probe.assign(List.of(partition));
    probe.seek(partition, from);
    boolean records = !probe.poll(POLL).isEmpty();
    return !records && probe.position(partition) >= to;
  }

  private static <T> T of(KafkaFuture<T> answer) throws InterruptedException {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
    }
  }

  @Override
  public void close() {
    probe.close();
    admin.close(Duration.ofSeconds(1));
  }
}
