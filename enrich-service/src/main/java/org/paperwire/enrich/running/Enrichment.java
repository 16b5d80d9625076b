package org.paperwire.enrich.running;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.jspecify.annotations.Nullable;
import org.paperwire.enrich.PaperTopology;
import org.paperwire.enrich.failures.DeadLetters;
import org.paperwire.enrich.fences.FenceKeeper;
import org.paperwire.enrich.fences.Stages;
import org.paperwire.enrich.identity.Matching;
import org.paperwire.enrich.records.SourceRanks;
import org.paperwire.enrich.tagging.Tagger;
import org.paperwire.platform.ClusterSettings;
import org.paperwire.platform.DataFolder;
import org.paperwire.platform.Deployed;
import org.paperwire.platform.KafkaSettings;
import org.paperwire.serdes.RegistrySerdes;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The enrichment within a process: started in the background once topics and schemas are there,
/// ready while it runs, stopped with the process.
@Context
@Readiness
public final class Enrichment implements HealthIndicator {

  private static final Logger LOG = LoggerFactory.getLogger(Enrichment.class);

  private static final Duration STARTING_MAX = Duration.ofSeconds(5);

  private final EnrichSettings enrich;
  private final TaggingSettings tagging;
  private final KafkaSettings kafka;
  private final ClusterSettings cluster;
  private final DataFolder data;
  private final RegistrySerdes serdes;
  private final Deployed deployed;
  private final MeterRegistry meters;
  private final Thread starting =
      Thread.ofPlatform().daemon().name("enrichment-start").unstarted(this::startWhenDeployed);

  /// Written by the starting thread, read by health checks and the stop.
  private volatile @Nullable StreamsRun run;

  /// Written by the starting thread, read by the stop.
  private volatile @Nullable FenceKeeper fences;

  /// Written by the starting thread, read by health checks: why it could not start.
  private volatile @Nullable String failure;

  Enrichment(
      EnrichSettings enrich,
      TaggingSettings tagging,
      KafkaSettings kafka,
      ClusterSettings cluster,
      DataFolder data,
      RegistrySerdes serdes,
      Deployed deployed,
      MeterRegistry meters) {
    this.enrich = enrich;
    this.tagging = tagging;
    this.kafka = kafka;
    this.cluster = cluster;
    this.data = data;
    this.serdes = serdes;
    this.deployed = deployed;
    this.meters = meters;
  }

  @PostConstruct
  void start() {
    starting.start();
  }

  /// What takes long goes on side by side: as soon as the topics are there the stores are opened,
  /// while taxonomies are read and the registry comes up. Nothing is processed before all of it is
  /// there.
  private void startWhenDeployed() {
    try {
      deployed.awaitTopics();
      InstantSource clock = InstantSource.system();
      var letters = new DeadLetters(serdes, clock, this::countLetter);
      Map<String, Object> settings =
          StreamsSettings.of(enrich, kafka, cluster.cluster(), data.state(), letters);
      var tagger = new FutureTask<>(() -> Tagger.load(tagging.taxonomies()));
      var paperTopology =
          new PaperTopology(
              SourceRanks.standard(),
              Matching::standard,
              paper -> tagger.resultNow().tags(paper),
              serdes,
              cluster.cluster().partitions());
      Topology topology = paperTopology.build(new StreamsConfig(settings));
      var streamsRun =
          new StreamsRun(
              () -> paperTopology.build(new StreamsConfig(settings)),
              settings,
              clock,
              streams -> StreamsMeters.bind(streams, meters));
      run = streamsRun;
      streamsRun.start();
      tagger.run();
      tagger.get();
      deployed.await();
      var keeper =
          new FenceKeeper(
              enrich.generation(),
              enrich.applicationId(),
              Stages.of(topology.describe()),
              kafka,
              serdes,
              clock);
      fences = keeper;
      keeper.start();
      streamsRun.process();
      LOG.info("the enrichment {} starts", enrich.generation());
    } catch (InterruptedException e) {
      LOG.debug("stopped before it started");
    } catch (ExecutionException e) {
      cannotStart(e.getCause());
    } catch (RuntimeException e) {
      cannotStart(e);
    }
  }

  private void cannotStart(@Nullable Throwable reason) {
    failure = String.valueOf(reason);
    LOG.error("the enrichment cannot start", reason);
    StreamsRun started = run;
    run = null;
    if (started != null) {
      started.close();
    }
  }

  private void countLetter(String reason) {
    meters.counter("paperwire.enrich.dead.letters", "reason", reason).increment();
  }

  @PreDestroy
  void stop() {
    starting.interrupt();
    joinStarting();
    FenceKeeper keeper = fences;
    if (keeper != null) {
      keeper.close();
    }
    StreamsRun running = run;
    if (running != null) {
      running.close();
      LOG.info("the enrichment has stopped");
    }
  }

  /// What is being started must be there to be stopped.
  private void joinStarting() {
    try {
      if (!starting.join(STARTING_MAX)) {
        LOG.warn("the enrichment was stopped while it was still starting");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public Publisher<HealthResult> getResult() {
    StreamsRun running = run;
    var state = running == null ? null : running.state().orElse(null);
    var details = new LinkedHashMap<String, Object>();
    details.put("generation", enrich.generation());
    details.put("state", state == null ? "WAITING" : state.name());
    String reason = running == null ? failure : running.failure().orElse(null);
    boolean ready = running != null && running.isProcessing();
    if (reason != null && !ready) {
      details.put("failure", reason);
    }
    return Publishers.just(
        HealthResult.builder("enrichment")
            .status(ready ? HealthStatus.UP : HealthStatus.DOWN)
            .details(details)
            .build());
  }
}
