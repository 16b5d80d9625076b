package org.paperwire.query.views;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.paperwire.avro.Fence;
import org.paperwire.platform.Position;
import org.paperwire.query.views.Snapshot.Standing;
import org.paperwire.query.views.ViewStatus.State;
import org.paperwire.topics.EnrichmentGeneration;
import org.paperwire.topics.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the topics of a view from where its generation stands, for as long as the connection
/// holds.
///
/// Nothing is done per record that can be done per poll: readers get a new snapshot at most every
/// 20 ms and for a fifth of the time, in bulk twice a second, and a commit follows at its interval.
final class Follower<V extends SpecificRecord> implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration POLL_WHILE_SHOWING_LATE = Duration.ofMillis(20);
  private static final Duration RETRY = Duration.ofMillis(200);
  private static final long REFRESH_NANOS = Duration.ofMillis(20).toNanos();

  /// For one part of the time that goes into snapshots, so many go into what is shown by them.
  private static final int REFRESH_PAUSE = 4;

  private static final long BULK_REFRESH_NANOS = Duration.ofMillis(500).toNanos();

  /// Each refresh of what nobody looks at makes a segment that is merged later, and indexing waits
  /// for it.
  private static final long UNWATCHED_REFRESH_NANOS = Duration.ofMinutes(1).toNanos();

  private static final int BULK_RECORDS = 500;
  private static final Duration API_TIMEOUT = Duration.ofSeconds(5);
  private static final int POLL_RECORDS_MAX = 2_000;

  private final Workshop<V> workshop;
  private final String topic;
  private final Generation generation;
  private final Showing showing;
  private final ViewBuilder<V> builder;
  private final KafkaConsumer<String, byte[]> consumer;
  private final Indexing<V> indexing;
  private final Decoder<Fence> fenceDecoder;
  private final Fences fences;
  private final Pace pace;

  private Standing standing;
  private long refreshNanos;
  private long refreshedAt = System.nanoTime();
  private long committedAt = System.nanoTime();
  private Progress shown;

  Follower(Workshop<V> workshop, Generation generation, Showing showing, ViewBuilder<V> builder) {
    this.workshop = workshop;
    this.generation = generation;
    this.showing = showing;
    this.builder = builder;
    Duty duty = builder.duty();
    this.standing = duty.standing();
    this.shown = generation.progress();
    EnrichmentGeneration enrichment = generation.progress().enrichment().orElseThrow();
    this.topic = enrichment.topic(workshop.topic()).name();
    this.fences = new Fences(enrichment, topic, generation.progress().position());
    this.fenceDecoder = new Decoder<>(workshop.serdes(), Topics.PROGRESS, _ -> Optional.empty());
    this.indexing = new Indexing<>(workshop, generation, duty.indexers(), showing, builder);
    this.pace = new Pace(duty.recordsPerSecondMax());
    var client = new HashMap<>(workshop.kafka().consumer("paperwire-view-" + workshop.view()));
    client.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, pace.batch(POLL_RECORDS_MAX));
    client.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) API_TIMEOUT.toMillis());
    client.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    this.consumer =
        new KafkaConsumer<>(client, new StringDeserializer(), new ByteArrayDeserializer());
  }

  /// Follows until the builder is to stop.
  void follow() throws IOException {
    List<TopicPartition> content = partitions(topic);
    List<TopicPartition> progress = partitions(Topics.PROGRESS.name());
    if (builder.isStopped()) {
      return;
    }
    boolean fromNothing = generation.progress().offsets().isEmpty();
    seek(content, progress);
    Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(content);
    builder.duty().begins(beginnings, fromNothing);
    Map<TopicPartition, Long> ends = consumer.endOffsets(content);
    showing.state(State.CATCHING_UP, Optional.empty());
    while (!builder.isStopped()) {
      boolean late = !generation.progress().equals(shown);
      ConsumerRecords<String, byte[]> records =
          consumer.poll(late ? POLL_WHILE_SHOWING_LATE : POLL);
      if (!indexing.apply(content, records) || !readFences(progress, records)) {
        return;
      }
      advance(content, progress);
      builder.duty().progressed(done(beginnings), lag());
      if (standing != Standing.CURRENT && generation.progress().reached(ends)) {
        caughtUp(content, progress);
      }
      show(records.count());
      commitWhenDue();
      if (standing != Standing.CURRENT) {
        builder.pause(pace.after(records.count(), System.nanoTime()));
      }
    }
  }

  private long done(Map<TopicPartition, Long> beginnings) {
    Map<TopicPartition, Long> next = generation.progress().offsets();
    return beginnings.entrySet().stream()
        .mapToLong(
            beginning ->
                next.getOrDefault(beginning.getKey(), beginning.getValue()) - beginning.getValue())
        .sum();
  }

  /// The partitions of a topic, as soon as it is there.
  private List<TopicPartition> partitions(String topic) {
    while (!builder.isStopped()) {
      try {
        var partitions = consumer.partitionsFor(topic, Duration.ofSeconds(1));
        if (!partitions.isEmpty()) {
          return partitions.stream().map(p -> new TopicPartition(topic, p.partition())).toList();
        }
      } catch (TimeoutException | UnknownTopicOrPartitionException e) {
        showing.state(State.STARTING, Optional.of("waiting for the broker and topic " + topic));
      }
      builder.pause(RETRY);
    }
    return List.of();
  }

  private void seek(List<TopicPartition> content, List<TopicPartition> progress) {
    var all = new ArrayList<>(content);
    all.addAll(progress);
    consumer.assign(all);
    Map<TopicPartition, Long> offsets = generation.progress().offsets();
    for (TopicPartition partition : all) {
      Long next = offsets.get(partition);
      if (next == null) {
        consumer.seekToBeginning(List.of(partition));
      } else {
        consumer.seek(partition, next);
      }
    }
  }

  private boolean readFences(
      List<TopicPartition> progress, ConsumerRecords<String, byte[]> records) {
    for (TopicPartition partition : progress) {
      for (ConsumerRecord<String, byte[]> record : records.records(partition)) {
        Optional<Decoder.Decoded<Fence>> decoded = indexing.decode(fenceDecoder, record);
        if (decoded.isEmpty()) {
          return false;
        }
        if (decoded.get() instanceof Decoder.Decoded.Value<Fence>(_, var fence)) {
          fences.read(partition, record.offset(), fence);
        }
      }
    }
    return true;
  }

  /// The consumer's positions, which also pass the markers of transactions, are what has been
  /// applied.
  private void advance(List<TopicPartition> content, List<TopicPartition> progress) {
    var next = new HashMap<TopicPartition, Long>();
    content.forEach(partition -> next.put(partition, consumer.position(partition)));
    Position position = fences.at(next);
    progress.forEach(
        partition -> next.put(partition, fences.resumeAt(partition, consumer.position(partition))));
    generation.advance(generation.progress().at(next, position));
  }

  private void caughtUp(List<TopicPartition> content, List<TopicPartition> progress)
      throws IOException {
    Optional<Alignment> wish = builder.duty().alignment();
    if (wish.isPresent() && isOfOneEnrichment(wish.get())) {
      align(wish.get(), content, progress);
    } else if (wish.isPresent()) {
      level(wish.get());
    }
    Optional<Position> atLeast = builder.duty().mayServe(generation);
    if (atLeast.isEmpty()) {
      return;
    }
    fences.atLeast(atLeast.get());
    standing = Standing.CURRENT;
    showing.state(State.FOLLOWING, Optional.empty());
    if (showing.publish(generation.refresh(standing), lag())) {
      shown = generation.progress();
    }
    builder.serves();
    LOG.info(
        "view {}: generation {} has caught up at {}",
        workshop.view(),
        generation.number(),
        generation.progress().offsets());
  }

  private boolean isOfOneEnrichment(Alignment wish) {
    return wish.serving().status().enrichment().equals(generation.progress().enrichment());
  }

  /// Gives both away when they reflect the same of the sources, or in the end as they are: of two
  /// topics nobody can say that both were read as far.
  private void level(Alignment wish) throws IOException {
    try (Snapshot seen = wish.serving().snapshot().orElse(null)) {
      if (seen == null) {
        wish.refuse("what serves is not open");
        builder.duty().aligned();
      } else if (seen.position().equals(generation.progress().position())
          || wish.isOld(System.nanoTime())) {
        wish.answer().complete(new Alignment.Pair(seen.again(), generation.refresh(standing)));
        builder.duty().aligned();
      }
    }
  }

  /// Brings the generation to the very place where what serves is, and gives both away as they are
  /// there.
  private void align(Alignment wish, List<TopicPartition> content, List<TopicPartition> progress)
      throws IOException {
    try (Snapshot seen = wish.seen(generation.progress(), workshop.topic()).orElse(null)) {
      if (seen == null) {
        wish.refuse("what serves does not move");
        return;
      }
      Map<TopicPartition, Long> there = seen.progress().offsets();
      while (content.stream().anyMatch(p -> isBefore(p, there)) && !builder.isStopped()) {
        consumer.pause(content.stream().filter(p -> !isBefore(p, there)).toList());
        ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
        if (!indexing.apply(content, upTo(there, records)) || !readFences(progress, records)) {
          return;
        }
        for (TopicPartition partition : content) {
          long end = there.getOrDefault(partition, 0L);
          if (consumer.position(partition) > end) {
            consumer.seek(partition, end);
          }
        }
        advance(content, progress);
      }
      wish.answer().complete(new Alignment.Pair(seen.again(), generation.refresh(standing)));
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } finally {
      consumer.resume(content);
      builder.duty().aligned();
    }
  }

  private boolean isBefore(TopicPartition partition, Map<TopicPartition, Long> there) {
    return consumer.position(partition) < there.getOrDefault(partition, 0L);
  }

  private static ConsumerRecords<String, byte[]> upTo(
      Map<TopicPartition, Long> there, ConsumerRecords<String, byte[]> records) {
    var before = new HashMap<TopicPartition, List<ConsumerRecord<String, byte[]>>>();
    for (TopicPartition partition : records.partitions()) {
      before.put(
          partition,
          records.records(partition).stream()
              .filter(record -> record.offset() < there.getOrDefault(partition, Long.MAX_VALUE))
              .toList());
    }
    return new ConsumerRecords<>(before, Map.of());
  }

  private void show(int applied) throws IOException {
    long interval =
        applied < BULK_RECORDS
            ? Math.clamp(REFRESH_PAUSE * refreshNanos, REFRESH_NANOS, BULK_REFRESH_NANOS)
            : BULK_REFRESH_NANOS;
    if (standing != Standing.CURRENT && !builder.duty().isWatched()) {
      interval = UNWATCHED_REFRESH_NANOS;
    }
    if (generation.progress().equals(shown) || System.nanoTime() - refreshedAt < interval) {
      return;
    }
    long began = System.nanoTime();
    if (showing.publish(generation.refresh(standing), lag())) {
      shown = generation.progress();
    }
    refreshedAt = System.nanoTime();
    refreshNanos = refreshedAt - began;
  }

  private void commitWhenDue() throws IOException {
    Duration interval =
        standing == Standing.CURRENT
            ? workshop.settings().commitInterval()
            : workshop.settings().bulkCommitInterval();
    if (System.nanoTime() - committedAt >= interval.toNanos()) {
      generation.commit();
      committedAt = System.nanoTime();
    }
  }

  /// What the broker has told of records not read yet; known once every partition was fetched from.
  private Optional<Long> lag() {
    long lag = 0;
    for (TopicPartition partition : consumer.assignment()) {
      if (partition.topic().equals(topic)) {
        OptionalLong known = consumer.currentLag(partition);
        if (known.isEmpty()) {
          return Optional.empty();
        }
        lag += known.getAsLong();
      }
    }
    return Optional.of(lag);
  }

  @Override
  public void close() {
    indexing.close();
    consumer.close(CloseOptions.timeout(Duration.ofSeconds(2)));
  }
}
