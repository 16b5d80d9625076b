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
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.paperwire.avro.Fence;
import org.paperwire.platform.KafkaSettings;
import org.paperwire.platform.Position;
import org.paperwire.query.views.Snapshot.Standing;
import org.paperwire.query.views.ViewStatus.State;
import org.paperwire.serdes.RegistrySerdes;
import org.paperwire.topics.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the topics of a view from where its generation stands, for as long as the connection
/// holds.
///
/// Nothing is done per record that can be done per poll: readers get a new snapshot at most every
/// 20 ms, in bulk twice a second, and a commit follows at its interval.
final class Follower<V extends SpecificRecord> implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration POLL_WHILE_SHOWING_LATE = Duration.ofMillis(20);
  private static final Duration RETRY = Duration.ofMillis(200);
  private static final long REFRESH_NANOS = Duration.ofMillis(20).toNanos();
  private static final long BULK_REFRESH_NANOS = Duration.ofMillis(500).toNanos();
  private static final int BULK_RECORDS = 500;
  private static final Duration API_TIMEOUT = Duration.ofSeconds(5);
  private static final int POLL_RECORDS_MAX = 2_000;

  private final ViewDefinition<V> definition;
  private final Generation generation;
  private final ViewFolder folder;
  private final ViewSettings settings;
  private final View view;
  private final ViewBuilder<V> builder;
  private final KafkaConsumer<String, byte[]> consumer;
  private final Indexing<V> indexing;
  private final Decoder<Fence> fenceDecoder;
  private final Fences fences;

  private Standing standing;
  private long refreshedAt = System.nanoTime();
  private long committedAt = System.nanoTime();
  private Progress shown;

  Follower(
      ViewDefinition<V> definition,
      Generation generation,
      ViewFolder folder,
      ViewSettings settings,
      KafkaSettings kafka,
      RegistrySerdes serdes,
      View view,
      ViewBuilder<V> builder,
      boolean built) {
    this.definition = definition;
    this.generation = generation;
    this.folder = folder;
    this.settings = settings;
    this.view = view;
    this.builder = builder;
    this.standing = built ? Standing.BUILT : Standing.BUILDING;
    this.shown = generation.progress();
    this.fences = new Fences(definition.topic().name(), generation.progress().position());
    this.fenceDecoder = new Decoder<>(serdes, Topics.PROGRESS, _ -> Optional.empty());
    this.indexing =
        new Indexing<>(definition, generation, serdes, settings.threads(), view, builder);
    var client = new HashMap<>(kafka.consumer("paperwire-view-" + definition.name()));
    client.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS_MAX);
    client.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) API_TIMEOUT.toMillis());
    client.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    this.consumer =
        new KafkaConsumer<>(client, new StringDeserializer(), new ByteArrayDeserializer());
  }

  /// Follows until the builder is to stop.
  void follow() throws IOException {
    List<TopicPartition> content = partitions(definition.topic().name());
    List<TopicPartition> progress = partitions(Topics.PROGRESS.name());
    if (builder.isStopped()) {
      return;
    }
    seek(content, progress);
    Map<TopicPartition, Long> ends = consumer.endOffsets(content);
    view.state(State.CATCHING_UP, Optional.empty());
    while (!builder.isStopped()) {
      boolean late = !generation.progress().equals(shown);
      ConsumerRecords<String, byte[]> records =
          consumer.poll(late ? POLL_WHILE_SHOWING_LATE : POLL);
      if (!indexing.apply(content, records) || !readFences(progress, records)) {
        return;
      }
      advance(content, progress);
      if (standing != Standing.CURRENT && generation.progress().reached(ends)) {
        caughtUp();
      }
      show(records.count());
      commitWhenDue();
    }
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
        view.state(State.STARTING, Optional.of("waiting for the broker and topic " + topic));
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

  private void caughtUp() throws IOException {
    generation.commit();
    folder.switchTo(generation.number());
    standing = Standing.CURRENT;
    view.publish(generation.refresh(standing), lag());
    shown = generation.progress();
    view.state(State.FOLLOWING, Optional.empty());
    LOG.info(
        "view {}: generation {} has caught up at {}",
        definition.name(),
        generation.number(),
        generation.progress().offsets());
  }

  private void show(int applied) throws IOException {
    long interval = applied < BULK_RECORDS ? REFRESH_NANOS : BULK_REFRESH_NANOS;
    if (generation.progress().equals(shown) || System.nanoTime() - refreshedAt < interval) {
      return;
    }
    view.publish(generation.refresh(standing), lag());
    shown = generation.progress();
    refreshedAt = System.nanoTime();
  }

  private void commitWhenDue() throws IOException {
    Duration interval =
        standing == Standing.CURRENT ? settings.commitInterval() : settings.bulkCommitInterval();
    if (System.nanoTime() - committedAt >= interval.toNanos()) {
      generation.commit();
      committedAt = System.nanoTime();
    }
  }

  /// What the broker has told of records not read yet; known once every partition was fetched from.
  private Optional<Long> lag() {
    long lag = 0;
    for (TopicPartition partition : consumer.assignment()) {
      if (partition.topic().equals(definition.topic().name())) {
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
