package org.paperwire.query.feed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.paperwire.avro.Fence;
import org.paperwire.avro.PaperChange;
import org.paperwire.platform.KafkaSettings;
import org.paperwire.platform.Position;
import org.paperwire.query.views.Decoder;
import org.paperwire.query.views.Fences;
import org.paperwire.serdes.RegistrySerdes;
import org.paperwire.topics.EnrichmentGeneration;
import org.paperwire.topics.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Follows the end of the topic, for ever, and puts what comes into [RecentChanges].
///
/// It begins a little before the end, so that the readers who come back after a restart find what
/// they missed in memory, and goes on where it was when the broker comes back.
final class ChangeTail implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(ChangeTail.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration RETRY = Duration.ofMillis(500);

  /// Few, because a change may have close to a megabyte.
  private static final int POLL_RECORDS_MAX = 100;

  private static final int API_TIMEOUT_MILLIS = 5_000;

  /// Changes of each partition that are read again at a start.
  private static final long BACK = 256;

  /// Fences that are read again at a start, to find the newest that has been reached.
  private static final long FENCES_BACK = 64;

  private final KafkaSettings kafka;
  private final RegistrySerdes serdes;
  private final Supplier<Optional<EnrichmentGeneration>> enrichment;
  private final ChangeForm form;
  private final RecentChanges recent;
  private final Runnable moved;
  private final CountDownLatch stopped = new CountDownLatch(1);

  /// Written by the tail's thread, read by the gauge: changes known to be there and not read yet.
  private volatile long lag = -1;

  /// @param enrichment the generation whose papers readers are shown, as soon as it is known
  /// @param moved called after every addition
  ChangeTail(
      KafkaSettings kafka,
      RegistrySerdes serdes,
      Supplier<Optional<EnrichmentGeneration>> enrichment,
      ChangeForm form,
      RecentChanges recent,
      Runnable moved) {
    this.kafka = kafka;
    this.serdes = serdes;
    this.enrichment = enrichment;
    this.form = form;
    this.recent = recent;
    this.moved = moved;
  }

  long lag() {
    return lag;
  }

  void stop() {
    stopped.countDown();
  }

  private boolean isStopped() {
    return stopped.getCount() == 0;
  }

  @Override
  public void run() {
    while (!isStopped()) {
      try {
        Optional<EnrichmentGeneration> shown = enrichment.get();
        if (shown.isPresent()) {
          follow(shown.get(), identity(shown.get()));
        } else {
          pause();
        }
      } catch (InterruptException | InterruptedException e) {
        stop();
      } catch (KafkaException | ExecutionException e) {
        LOG.debug("the feed waits for the broker", e);
        lag = -1;
        pause();
      } catch (RuntimeException e) {
        LOG.error("the feed failed and starts over", e);
        lag = -1;
        pause();
      }
    }
  }

  private void pause() {
    try {
      if (stopped.await(RETRY.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.debug("the feed has stopped");
      }
    } catch (InterruptedException e) {
      stop();
    }
  }

  private FeedIdentity identity(EnrichmentGeneration generation)
      throws InterruptedException, ExecutionException {
    String topic = generation.topic(Topics.CHANGES).name();
    try (Admin admin = Admin.create(kafka.admin("paperwire-feed"))) {
      Map<String, TopicDescription> described =
          admin.describeTopics(List.of(topic)).allTopicNames().get();
      return new FeedIdentity(
          generation.name(), Objects.requireNonNull(described.get(topic)).topicId().toString());
    }
  }

  private void follow(EnrichmentGeneration generation, FeedIdentity identity) {
    var client = new HashMap<>(kafka.consumer("paperwire-feed"));
    client.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS_MAX);
    client.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, API_TIMEOUT_MILLIS);
    client.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    var consumer =
        new KafkaConsumer<>(client, new StringDeserializer(), new ByteArrayDeserializer());
    try {
      List<TopicPartition> changes = partitions(consumer, generation.topic(Topics.CHANGES).name());
      List<TopicPartition> progress = partitions(consumer, Topics.PROGRESS.name());
      var all = new ArrayList<>(changes);
      all.addAll(progress);
      consumer.assign(all);
      seekBack(consumer, progress, FENCES_BACK);
      Fences fences = seek(consumer, changes, progress, generation, identity);
      if (recent.end().filter(end -> end.feed().equals(identity)).isPresent()) {
        LOG.info("the feed follows {} from {}", identity, recent.end().orElseThrow().offsets());
        follow(consumer, changes, progress, generation, fences);
      }
    } finally {
      consumer.close(CloseOptions.timeout(Duration.ofSeconds(2)));
    }
  }

  private static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, String topic) {
    return consumer.partitionsFor(topic).stream()
        .map(p -> new TopicPartition(topic, p.partition()))
        .sorted(Comparator.comparingInt(TopicPartition::partition))
        .toList();
  }

  /// Goes on behind what is in memory, or opens the feed: a little before its end after a start,
  /// and of another generation where it reflects all that readers of the one before have seen. Not
  /// opened when it is to stop before that.
  private Fences seek(
      KafkaConsumer<String, byte[]> consumer,
      List<TopicPartition> changes,
      List<TopicPartition> progress,
      EnrichmentGeneration generation,
      FeedIdentity identity) {
    String topic = generation.topic(Topics.CHANGES).name();
    Optional<FeedCursor> known = recent.end();
    if (known.isPresent() && known.get().feed().equals(identity)) {
      changes.forEach(p -> consumer.seek(p, known.get().offsets().get(p.partition())));
      return new Fences(generation, topic, recent.position());
    }
    var fences = new Fences(generation, topic, Position.START);
    if (known.isEmpty()) {
      seekBack(consumer, changes, BACK);
    } else {
      seekBack(consumer, changes, 0);
      takeOver(consumer, changes, progress, generation, fences);
    }
    if (isShown(generation)) {
      recent.open(new FeedCursor(identity, changes.stream().map(consumer::position).toList()));
      moved.run();
    }
    return fences;
  }

  /// Reads on until positions do not go back; what comes meanwhile, readers have as papers.
  private void takeOver(
      KafkaConsumer<String, byte[]> consumer,
      List<TopicPartition> changes,
      List<TopicPartition> progress,
      EnrichmentGeneration generation,
      Fences fences) {
    Decoder<Fence> decoder = fenceDecoder();
    while (isShown(generation)
        && !fences.at(offsets(consumer, changes)).reached(recent.position())) {
      readFences(decoder, fences, progress, consumer.poll(POLL));
    }
  }

  private static Map<TopicPartition, Long> offsets(
      KafkaConsumer<?, ?> consumer, List<TopicPartition> partitions) {
    var next = new HashMap<TopicPartition, Long>();
    partitions.forEach(p -> next.put(p, consumer.position(p)));
    return next;
  }

  private static void seekBack(
      KafkaConsumer<?, ?> consumer, List<TopicPartition> partitions, long back) {
    Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    partitions.forEach(
        p ->
            consumer.seek(p, Math.max(first.getOrDefault(p, 0L), ends.getOrDefault(p, 0L) - back)));
  }

  private void follow(
      KafkaConsumer<String, byte[]> consumer,
      List<TopicPartition> changes,
      List<TopicPartition> progress,
      EnrichmentGeneration generation,
      Fences fences) {
    var changeDecoder =
        new Decoder<>(
            serdes, Topics.CHANGES, (PaperChange change) -> Optional.of(change.getPaperId()));
    Decoder<Fence> fenceDecoder = fenceDecoder();
    FeedCursor at = recent.end().orElseThrow();
    while (isShown(generation)) {
      ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
      List<Change> decoded = decode(changeDecoder, merged(changes, records));
      readFences(fenceDecoder, fences, progress, records);
      if (isStopped()) {
        return;
      }
      Map<TopicPartition, Long> next = offsets(consumer, changes);
      var reached = new FeedCursor(at.feed(), changes.stream().map(next::get).toList());
      Position position = fences.at(next);
      if (!reached.equals(at) || !position.equals(recent.position())) {
        recent.append(decoded, reached, position);
        at = reached;
        moved.run();
      }
      lag = lag(consumer, changes);
    }
  }

  /// Whether it is to go on with a generation.
  private boolean isShown(EnrichmentGeneration generation) {
    return !isStopped() && enrichment.get().equals(Optional.of(generation));
  }

  private Decoder<Fence> fenceDecoder() {
    return new Decoder<>(serdes, Topics.PROGRESS, (Fence _) -> Optional.empty());
  }

  private static List<ConsumerRecord<String, byte[]>> merged(
      List<TopicPartition> partitions, ConsumerRecords<String, byte[]> records) {
    return Merging.byTime(
        partitions.stream().map(p -> new Merging.Run<>(records.records(p), false)).toList());
  }

  private List<Change> decode(
      Decoder<PaperChange> decoder, List<ConsumerRecord<String, byte[]>> records) {
    var changes = new ArrayList<Change>();
    for (ConsumerRecord<String, byte[]> record : records) {
      patiently(() -> ChangeReader.change(decoder, form, record)).ifPresent(changes::add);
    }
    return changes;
  }

  private void readFences(
      Decoder<Fence> decoder,
      Fences fences,
      List<TopicPartition> progress,
      ConsumerRecords<String, byte[]> records) {
    for (TopicPartition partition : progress) {
      for (ConsumerRecord<String, byte[]> record : records.records(partition)) {
        patiently(() -> Optional.of(decoder.decode(record)))
            .ifPresent(
                decoded -> {
                  if (decoded instanceof Decoder.Decoded.Value<Fence>(_, var fence)) {
                    fences.read(partition, record.offset(), fence);
                  }
                });
      }
    }
  }

  /// Something that needs the registry.
  private interface Decoding<T> {
    Optional<T> decode() throws Decoder.RegistryAway;
  }

  /// Waits for the registry as long as it does not answer. Empty, too, when the feed is to stop.
  private <T> Optional<T> patiently(Decoding<T> decoding) {
    while (!isStopped()) {
      try {
        return decoding.decode();
      } catch (Decoder.RegistryAway e) {
        LOG.warn("the feed waits: {}", e.getMessage());
        pause();
      }
    }
    return Optional.empty();
  }

  private static long lag(KafkaConsumer<?, ?> consumer, List<TopicPartition> partitions) {
    long lag = 0;
    for (TopicPartition partition : partitions) {
      lag += consumer.currentLag(partition).orElse(0);
    }
    return lag;
  }
}
