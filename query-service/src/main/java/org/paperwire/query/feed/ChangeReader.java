package org.paperwire.query.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.paperwire.avro.PaperChange;
import org.paperwire.platform.KafkaSettings;
import org.paperwire.query.views.Decoder;
import org.paperwire.serdes.RegistrySerdes;
import org.paperwire.topics.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A consumer that reads a stretch of the topic from any place. Not for two threads at a time.
final class ChangeReader implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ChangeReader.class);
  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /// A stretch has at most so many changes of a partition, so that all of it fits into memory
  /// several times.
  private static final int OF_A_PARTITION_MAX = 128;

  /// And at most so many bytes of a partition, or a change more.
  private static final long BYTES_OF_A_PARTITION_MAX = 512 * 1024;

  private static final int FETCH_BYTES = 256 * 1024;

  /// Few, because a change may have close to a megabyte.
  private static final int POLL_RECORDS_MAX = 16;

  private final KafkaConsumer<String, byte[]> consumer;
  private final Decoder<PaperChange> decoder;
  private final ChangeForm form;

  ChangeReader(KafkaSettings kafka, RegistrySerdes serdes, ChangeForm form) {
    this.form = form;
    this.decoder =
        new Decoder<>(serdes, Topics.CHANGES, change -> Optional.of(change.getPaperId()));
    var client = new HashMap<>(kafka.consumer("paperwire-feed-replay"));
    client.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS_MAX);
    client.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
    client.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    client.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    this.consumer =
        new KafkaConsumer<>(client, new StringDeserializer(), new ByteArrayDeserializer());
  }

  /// The first place that can be read.
  FeedCursor beginning(FeedCursor any) {
    return cursor(any, consumer.beginningOffsets(partitions(any)));
  }

  /// The place behind everything that is committed.
  FeedCursor end(FeedCursor any) {
    return cursor(any, consumer.endOffsets(partitions(any)));
  }

  /// The place of the first change that is not before `time`; on a partition that has none, that of
  /// `end`.
  FeedCursor since(long time, FeedCursor end) {
    var asked = new HashMap<TopicPartition, Long>();
    partitions(end).forEach(partition -> asked.put(partition, time));
    var offsets = new HashMap<TopicPartition, Long>();
    consumer
        .offsetsForTimes(asked)
        .forEach(
            (partition, found) ->
                offsets.put(
                    partition,
                    found == null ? end.offsets().get(partition.partition()) : found.offset()));
    return cursor(end, offsets);
  }

  private static FeedCursor cursor(FeedCursor any, Map<TopicPartition, Long> offsets) {
    return new FeedCursor(any.feed(), partitions(any).stream().map(offsets::get).toList());
  }

  private static List<TopicPartition> partitions(FeedCursor any) {
    String topic = any.feed().changes().name();
    var partitions = new ArrayList<TopicPartition>();
    for (int partition = 0; partition < any.offsets().size(); partition++) {
      partitions.add(new TopicPartition(topic, partition));
    }
    return partitions;
  }

  /// Reads on from `start`.
  ///
  /// @param target behind which nothing needs to be read
  /// @return a stretch that ends further than `start`
  /// @throws org.apache.kafka.common.KafkaException when the broker does not answer in time, or no
  ///   longer has what is at `start`
  Stretch read(FeedCursor start, FeedCursor target) throws Decoder.RegistryAway {
    List<TopicPartition> behind =
        partitions(start).stream()
            .filter(p -> !start.gave(p.partition(), target.offsets().get(p.partition()) - 1))
            .toList();
    consumer.assign(behind);
    // What the stretch before paused stays so in a new assignment.
    consumer.resume(behind);
    behind.forEach(p -> consumer.seek(p, start.offsets().get(p.partition())));
    Map<TopicPartition, List<ConsumerRecord<String, byte[]>>> read = poll(behind, target);
    var runs = new ArrayList<Merging.Run<byte[]>>();
    for (TopicPartition p : behind) {
      runs.add(new Merging.Run<>(read.getOrDefault(p, List.of()), !isRead(p, target)));
    }
    return stretch(start, behind, read, Merging.byTime(runs));
  }

  private Map<TopicPartition, List<ConsumerRecord<String, byte[]>>> poll(
      List<TopicPartition> behind, FeedCursor target) {
    var read = new HashMap<TopicPartition, List<ConsumerRecord<String, byte[]>>>();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    long polled = 0;
    while (!behind.stream().allMatch(p -> isEnough(p, read, target))
        && System.nanoTime() < deadline) {
      for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
        read.computeIfAbsent(
                new TopicPartition(record.topic(), record.partition()), _ -> new ArrayList<>())
            .add(record);
        polled++;
      }
      consumer.pause(behind.stream().filter(p -> isEnough(p, read, target)).toList());
    }
    if (polled == 0 && behind.stream().noneMatch(p -> isRead(p, target))) {
      throw new TimeoutException("the topic could not be read in time");
    }
    return read;
  }

  private boolean isEnough(
      TopicPartition partition,
      Map<TopicPartition, List<ConsumerRecord<String, byte[]>>> read,
      FeedCursor target) {
    List<ConsumerRecord<String, byte[]>> records = read.getOrDefault(partition, List.of());
    return records.size() >= OF_A_PARTITION_MAX
        || records.stream().mapToLong(ConsumerRecord::serializedValueSize).sum()
            >= BYTES_OF_A_PARTITION_MAX
        || isRead(partition, target);
  }

  private boolean isRead(TopicPartition partition, FeedCursor target) {
    return consumer.position(partition) >= target.offsets().get(partition.partition());
  }

  /// Where a partition is used up, the place behind is the consumer's, which has passed the markers
  /// of transactions as well.
  private Stretch stretch(
      FeedCursor start,
      List<TopicPartition> behind,
      Map<TopicPartition, List<ConsumerRecord<String, byte[]>>> read,
      List<ConsumerRecord<String, byte[]>> merged)
      throws Decoder.RegistryAway {
    var steps = new ArrayList<Step>();
    FeedCursor at = start;
    for (ConsumerRecord<String, byte[]> record : merged) {
      at = at.at(record.partition(), record.offset() + 1);
      Optional<Change> change = change(decoder, form, record);
      if (change.isPresent()) {
        steps.add(new Step(change.get(), at));
      }
    }
    for (TopicPartition p : behind) {
      List<ConsumerRecord<String, byte[]>> records = read.getOrDefault(p, List.of());
      if (records.isEmpty() || at.gave(p.partition(), records.getLast().offset())) {
        at = at.at(p.partition(), Math.max(at.offsets().get(p.partition()), consumer.position(p)));
      }
    }
    return new Stretch(steps, at);
  }

  /// The change in a record. What cannot be read is passed over: it must not stop the others.
  static Optional<Change> change(
      Decoder<PaperChange> decoder, ChangeForm form, ConsumerRecord<String, byte[]> record)
      throws Decoder.RegistryAway {
    return switch (decoder.decode(record)) {
      case Decoder.Decoded.Value<PaperChange>(_, var value) ->
          Optional.of(
              form.change(
                  record.partition(),
                  record.offset(),
                  Instant.ofEpochMilli(record.timestamp()),
                  value));
      case Decoder.Decoded.Nothing<PaperChange> _ -> Optional.empty();
      case Decoder.Decoded.Poison<PaperChange>(String reason, String detail) -> {
        LOG.warn(
            "feed: a record is passed over, {}: {} [topic={} partition={} offset={} key={}]",
            reason,
            detail,
            record.topic(),
            record.partition(),
            record.offset(),
            record.key());
        yield Optional.empty();
      }
    };
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ofSeconds(2)));
  }
}
