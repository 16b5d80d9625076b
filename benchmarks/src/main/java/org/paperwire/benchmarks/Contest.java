package org.paperwire.benchmarks;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;
import org.paperwire.enrich.PaperTopology;
import org.paperwire.enrich.failures.DeadLetters;
import org.paperwire.enrich.fences.FenceKeeper;
import org.paperwire.enrich.fences.Stages;
import org.paperwire.enrich.identity.Matching;
import org.paperwire.enrich.records.SourceRanks;
import org.paperwire.enrich.running.EnrichSettings;
import org.paperwire.enrich.running.StreamsRun;
import org.paperwire.enrich.running.StreamsSettings;
import org.paperwire.enrich.tagging.Tagger;
import org.paperwire.platform.Position;
import org.paperwire.topics.Topics;

/// The enrichment and its imitation, one after the other over the same sightings, each with the
/// settings of production and with fences, which say when it has done.
///
/// @param sightings how many there are on their topic
record Contest(Stand stand, Admin admin, Tagger tagger, int sightings) {

  private static final int THREADS = 2;
  private static final int STATE_CACHE_MEGABYTES = 64;
  private static final String BARE = "-bare";
  private static final EnrichSettings ENRICHMENT = settings("bench");
  private static final EnrichSettings IMITATION = settings("bare");
  private static final Duration LOOK = Duration.ofMillis(20);

  private static EnrichSettings settings(String generation) {
    return new EnrichSettings(generation, THREADS, "0", 0, STATE_CACHE_MEGABYTES);
  }

  Outcome enrichment() throws InterruptedException {
    return timed(ENRICHMENT, this::topology);
  }

  /// @param traffic of the enrichment
  Outcome imitation(Traffic traffic) throws InterruptedException, ExecutionException {
    var bare =
        new BareTopology(
            topology().describe(), traffic, Map.of(Topics.SIGHTINGS.name(), (double) sightings));
    createTopics(bare);
    return timed(IMITATION, () -> bare.build(IMITATION.applicationId(), BARE));
  }

  /// As many partitions as those of the original have.
  private void createTopics(BareTopology bare) throws InterruptedException, ExecutionException {
    var topics = new ArrayList<NewTopic>();
    for (String topic : bare.internalTopics()) {
      topics.add(
          alike(ENRICHMENT.applicationId() + "-" + topic, IMITATION.applicationId() + "-" + topic));
    }
    for (String topic : bare.outputs()) {
      topics.add(alike(topic, topic + BARE));
    }
    admin.createTopics(topics).all().get();
  }

  private NewTopic alike(String original, String name)
      throws InterruptedException, ExecutionException {
    int partitions =
        Objects.requireNonNull(
                admin.describeTopics(List.of(original)).allTopicNames().get().get(original))
            .partitions()
            .size();
    return new NewTopic(name, partitions, (short) 1);
  }

  private Outcome timed(EnrichSettings enrich, Supplier<Topology> topology)
      throws InterruptedException {
    TopologyDescription stages = topology().describe();
    var position = new Position(stand.ends(admin, Topics.SIGHTINGS));
    var streams = new AtomicReference<KafkaStreams>();
    var started = new CountDownLatch(1);
    try (var run =
            new StreamsRun(
                topology,
                streamsSettings(enrich),
                InstantSource.system(),
                running -> {
                  streams.set(running);
                  started.countDown();
                });
        var fences =
            new FenceKeeper(
                enrich.generation(),
                enrich.applicationId(),
                Stages.of(stages),
                stand.kafka(),
                stand.serdes(),
                InstantSource.system());
        var pace = new Pace(admin, enrich.applicationId(), Topics.SIGHTINGS.name())) {
      run.start();
      run.process();
      started.await();
      while (!run.isProcessing()) {
        TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
      }
      long began = System.nanoTime();
      Duration processor = Own.processorTime();
      fences.start();
      stand.awaitFence(enrich.generation(), position);
      double seconds = (System.nanoTime() - began) / 1e9;
      return new Outcome(
          seconds,
          Own.processorTime().minus(processor),
          Traffic.of(Objects.requireNonNull(streams.get()), enrich.applicationId()),
          pace.tenths(began, sightings),
          Own.anonymousBytes());
    }
  }

  private Map<String, Object> streamsSettings(EnrichSettings enrich) {
    return StreamsSettings.of(
        enrich,
        stand.kafka(),
        stand.cluster(),
        stand.folder().resolve("state"),
        new DeadLetters(stand.serdes(), InstantSource.system(), _ -> {}));
  }

  private Topology topology() {
    return new PaperTopology(
            SourceRanks.standard(),
            Matching::standard,
            tagger::tags,
            stand.serdes(),
            stand.cluster().partitions())
        .build(new StreamsConfig(streamsSettings(ENRICHMENT)));
  }
}
