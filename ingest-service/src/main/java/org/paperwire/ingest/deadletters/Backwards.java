package org.paperwire.ingest.deadletters;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.paperwire.platform.Position;

/// Records of some partitions, newest first. A log is read forwards, so each partition is read in
/// chunks from its end, and the newest of all the chunks' last records is next.
///
/// ```
/// partition 0   · · · · · · [· · · · ·]      a chunk, given from its end
/// partition 1   · · · [· · · ·]
///               not read yet ↑     ↑ given
/// ```
///
/// @param <T> what is kept of a record; little, because a chunk of it is held for each partition
final class Backwards<T> {

  /// Keeps something of a record, or nothing of one that is none of ours.
  @FunctionalInterface
  interface Reading<T> {
    Optional<T> of(ConsumerRecord<byte[], byte[]> record);
  }

  /// A record, and what was kept of it.
  record Found<T>(TopicPartition partition, long offset, long timestamp, T value) {}

  static final int CHUNK_RECORDS = 100;
  private static final Duration POLL = Duration.ofMillis(100);

  private final Consumer<byte[], byte[]> consumer;
  private final Reading<T> reading;
  private final long deadline;
  private final List<Tail<T>> tails = new ArrayList<>();

  /// One partition.
  private static final class Tail<T> {
    final TopicPartition partition;
    final long begin;

    /// What is below has not been read.
    long read;

    /// Where the chunk that is being read ends.
    long chunkEnd;

    /// What is below has not been given.
    long given;

    final Deque<Found<T>> chunk = new ArrayDeque<>();

    Tail(TopicPartition partition, long begin, long end) {
      this.partition = partition;
      this.begin = begin;
      this.read = end;
      this.given = end;
    }

    boolean needsReading() {
      return chunk.isEmpty() && read > begin;
    }

    long remains() {
      return chunk.isEmpty() && read <= begin ? 0 : given;
    }
  }

  /// @param before where to begin; of a partition that it does not name, at the end
  /// @param patience after which reading gives up
  Backwards(
      Consumer<byte[], byte[]> consumer,
      List<TopicPartition> partitions,
      Optional<Position> before,
      Reading<T> reading,
      Duration patience) {
    this.consumer = consumer;
    this.reading = reading;
    this.deadline = System.nanoTime() + patience.toNanos();
    // All are assigned all the time, and those paused that are not being read: a consumer that is
    // asked about partitions that it is not assigned to warns of every one.
    consumer.assign(partitions);
    consumer.pause(partitions);
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    for (TopicPartition partition : partitions) {
      long end = ends.getOrDefault(partition, 0L);
      long upTo =
          before.map(at -> Math.min(at.offsets().getOrDefault(partition, end), end)).orElse(end);
      tails.add(new Tail<>(partition, begins.getOrDefault(partition, 0L), upTo));
      consumer.seek(partition, upTo);
    }
  }

  /// The newest record that has not been given yet.
  Optional<Found<T>> next() throws LettersUnreadableException {
    readChunks();
    Optional<Tail<T>> newest =
        tails.stream()
            .filter(tail -> !tail.chunk.isEmpty())
            .max(Comparator.comparingLong(tail -> tail.chunk.getLast().timestamp()));
    return newest.map(
        tail -> {
          Found<T> found = tail.chunk.removeLast();
          tail.given = found.offset();
          return found;
        });
  }

  /// Where to go on: everything below has not been given. Empty when that is nothing.
  Optional<Position> rest() {
    var offsets = new HashMap<TopicPartition, Long>();
    tails.forEach(tail -> offsets.put(tail.partition, tail.remains()));
    return offsets.values().stream().allMatch(offset -> offset == 0)
        ? Optional.empty()
        : Optional.of(new Position(offsets));
  }

  private void readChunks() throws LettersUnreadableException {
    List<Tail<T>> needy = tails.stream().filter(Tail::needsReading).toList();
    while (!needy.isEmpty()) {
      readChunks(needy);
      needy = tails.stream().filter(Tail::needsReading).toList();
    }
  }

  private void readChunks(List<Tail<T>> needy) throws LettersUnreadableException {
    consumer.resume(needy.stream().map(tail -> tail.partition).toList());
    for (Tail<T> tail : needy) {
      tail.chunkEnd = tail.read;
      tail.read = Math.max(tail.begin, tail.read - CHUNK_RECORDS);
      consumer.seek(tail.partition, tail.read);
    }
    List<Tail<T>> unfinished = needy;
    while (!unfinished.isEmpty()) {
      if (System.nanoTime() > deadline) {
        throw new LettersUnreadableException("the dead letters took too long to read");
      }
      ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
      unfinished.forEach(tail -> keep(tail, polled.records(tail.partition)));
      consumer.pause(unfinished.stream().filter(this::isRead).map(tail -> tail.partition).toList());
      unfinished = unfinished.stream().filter(tail -> !isRead(tail)).toList();
    }
  }

  private void keep(Tail<T> tail, List<ConsumerRecord<byte[], byte[]>> records) {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      if (record.offset() < tail.chunkEnd) {
        reading
            .of(record)
            .map(value -> new Found<>(tail.partition, record.offset(), record.timestamp(), value))
            .ifPresent(tail.chunk::addLast);
      }
    }
  }

  private boolean isRead(Tail<T> tail) {
    return consumer.position(tail.partition) >= tail.chunkEnd;
  }
}
