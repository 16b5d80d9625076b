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
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.paperwire.enrich.Logic;
import org.paperwire.enrich.failures.DeadLetters;
import org.paperwire.enrich.tagging.Tagger;
import org.paperwire.platform.ClusterSettings;
import org.paperwire.platform.DataFolder;
import org.paperwire.platform.Deployed;
import org.paperwire.platform.KafkaSettings;
import org.paperwire.platform.generations.Generations;
import org.paperwire.platform.generations.Plan;
import org.paperwire.platform.generations.Unanswered;
import org.paperwire.serdes.RegistrySerdes;
import org.paperwire.topics.EnrichmentGeneration;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The enrichment within a process: started in the background once topics and schemas are there,
/// ready while it runs, stopped with the process.
///
/// It runs the generations of the plan that were made by its own logic, and no others: what another
/// build has made stays as it is, and is never gone on with. When what serves was made by another
/// one, it orders a generation of its own, once after a start.
@Context
@Readiness
public final class Enrichment implements HealthIndicator {

  private static final Logger LOG = LoggerFactory.getLogger(Enrichment.class);

  private static final Duration STARTING_MAX = Duration.ofSeconds(5);
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final TaggingSettings tagging;
  private final GenerationSettings settings;
  private final DataFolder data;
  private final Deployed deployed;
  private final Generations generations;
  private final KafkaSettings kafka;
  private final MeterRegistry meters;
  private final InstantSource clock = InstantSource.system();
  private final FutureTask<Tagger> tagger;
  private final Workbench bench;
  private final GenerationRuns runs;
  private final Thread working =
      Thread.ofPlatform().daemon().name("enrichment-start").unstarted(this::work);

  /// Written by the working thread, read by health checks: why it could not start, or cannot go on
  /// for now.
  private volatile @Nullable String failure;

  /// Written by the working thread, read by health checks.
  private volatile @Nullable Logic logic;

  Enrichment(
      EnrichSettings enrich,
      TaggingSettings tagging,
      GenerationSettings settings,
      KafkaSettings kafka,
      ClusterSettings cluster,
      DataFolder data,
      RegistrySerdes serdes,
      Deployed deployed,
      Generations generations,
      MeterRegistry meters) {
    this.tagging = tagging;
    this.settings = settings;
    this.data = data;
    this.deployed = deployed;
    this.generations = generations;
    this.kafka = kafka;
    this.meters = meters;
    this.tagger = new FutureTask<>(() -> Tagger.load(tagging.taxonomies()));
    this.bench =
        new Workbench(
            enrich,
            kafka,
            cluster.cluster(),
            data.state(),
            serdes,
            new DeadLetters(serdes, clock, this::countLetter),
            paper -> loadedTagger().tags(paper),
            meters,
            clock);
    this.runs = new GenerationRuns(bench);
  }

  @PostConstruct
  void start() {
    working.start();
  }

  /// What takes long goes on side by side: as soon as the topics are there the stores are opened,
  /// while taxonomies are read and the registry comes up. Nothing is processed before all of it is
  /// there, and the plan says that it is to be.
  private void work() {
    try {
      deployed.awaitTopics();
      Logic own = bench.logic(tagging.taxonomies());
      logic = own;
      var last = new LastGeneration(data.state());
      var orders = new Orders(own, settings, kafka, clock, GroupMembers.of(kafka));
      Optional<EnrichmentGeneration> ran = last.of(own);
      if (last.isKnown()) {
        ran.ifPresent(runs::open);
      } else if (orders.isNothingPlanned()) {
        runs.open(EnrichmentGeneration.FIRST);
      }
      if (ran.isEmpty()) {
        loadTagger();
      }
      deployed.await();
      generations.awaitRead();
      follow(own, last, orders);
    } catch (InterruptedException e) {
      LOG.debug("the enrichment follows the plan no longer");
    } catch (ExecutionException e) {
      cannotStart(e.getCause());
    } catch (RuntimeException e) {
      cannotStart(e);
    }
  }

  /// Rules that have served here before are without faults, and can be read once all else is ready:
  /// it is a tenth of the work of a start. Others are read before anything is said to be.
  private void loadTagger() throws InterruptedException, ExecutionException {
    tagger.run();
    tagger.get();
  }

  /// Who needs it before it is there loads it, or waits for who does.
  private Tagger loadedTagger() {
    tagger.run();
    try {
      return tagger.get();
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the rules for tags can no longer be read", e.getCause());
    }
  }

  private void follow(Logic own, LastGeneration last, Orders orders)
      throws InterruptedException, ExecutionException {
    var remains = new Remains(kafka, data.state());
    long cleanOf = 0;
    while (true) {
      long revision = generations.plan().map(Plan::revision).orElse(0L);
      try {
        Optional<Plan> next = orders.next(generations.plan());
        if (next.isPresent()) {
          generations.propose(next.get());
          continue;
        }
        Plan plan = generations.plan().orElseThrow();
        SortedSet<EnrichmentGeneration> wanted = plan.runBy(own.text());
        runs.runOnly(wanted);
        measured(plan, wanted).flatMap(runs::of).ifPresent(GenerationRun::measure);
        if (wanted.contains(plan.serving().generation())) {
          last.note(plan.serving().generation(), own);
        }
        if (runs.isProcessing()) {
          loadTagger();
        }
        if (cleanOf != plan.revision() && remains.remove(plan)) {
          cleanOf = plan.revision();
        }
        failure = null;
      } catch (KafkaException | Unanswered e) {
        LOG.debug("the plan cannot be followed for now", e);
      } catch (RuntimeException e) {
        // Whoever gave up here would leave each later order waiting for ever.
        failure = e.toString();
        LOG.error("the plan could not be followed; trying again", e);
      }
      generations.awaitChange(revision, LOOK);
    }
  }

  /// Of two the one that serves; else the one there is.
  private static Optional<EnrichmentGeneration> measured(
      Plan plan, SortedSet<EnrichmentGeneration> wanted) {
    return wanted.contains(plan.serving().generation())
        ? Optional.of(plan.serving().generation())
        : wanted.stream().findFirst();
  }

  private void cannotStart(@Nullable Throwable reason) {
    failure = String.valueOf(reason);
    LOG.error("the enrichment cannot start", reason);
    runs.close();
  }

  private void countLetter(String reason) {
    meters.counter("paperwire.enrich.dead.letters", "reason", reason).increment();
  }

  @PreDestroy
  void stop() {
    working.interrupt();
    try {
      if (!working.join(STARTING_MAX)) {
        LOG.warn("the enrichment was stopped while it was still starting");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    runs.close();
  }

  /// Ready while what it is to run processes. What serves counts; where another build has made
  /// that, what this one builds.
  @Override
  public Publisher<HealthResult> getResult() {
    Logic own = logic;
    Optional<Plan> plan = generations.plan();
    SortedSet<EnrichmentGeneration> wanted =
        own == null ? new TreeSet<>() : plan.map(p -> p.runBy(own.text())).orElse(new TreeSet<>());
    Optional<EnrichmentGeneration> counts = plan.flatMap(known -> measured(known, wanted));
    Optional<GenerationRun> run = counts.flatMap(runs::of);
    boolean rests = plan.isPresent() && own != null && wanted.isEmpty();
    boolean ready =
        failure == null && (rests || run.filter(GenerationRun::isProcessing).isPresent());
    var details = new LinkedHashMap<String, Object>();
    plan.ifPresent(known -> details.put("generation", known.serving().generation().name()));
    details.put("state", rests ? "RESTING" : run.map(GenerationRun::state).orElse("WAITING"));
    plan.flatMap(Plan::underWay)
        .ifPresent(order -> details.put("building", order.generation().name()));
    String reason = failure != null ? failure : run.flatMap(GenerationRun::failure).orElse(null);
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
