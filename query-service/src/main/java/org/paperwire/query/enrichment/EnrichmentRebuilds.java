package org.paperwire.query.enrichment;

import io.micronaut.context.annotation.Context;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.paperwire.platform.generations.BuildingPace;
import org.paperwire.platform.generations.BuildingPace.Taken;
import org.paperwire.platform.generations.Generations;
import org.paperwire.platform.generations.Plan;
import org.paperwire.platform.generations.Plan.Order;
import org.paperwire.platform.generations.Unanswered;
import org.paperwire.query.enrichment.ViewsOfAGeneration.Progress;
import org.paperwire.query.search.PaperHistory;
import org.paperwire.query.search.PaperSearch;
import org.paperwire.query.views.Rate;
import org.paperwire.query.views.RebuildRefused;
import org.paperwire.query.views.RebuildRefused.Reason;
import org.paperwire.query.views.RebuildStatus;
import org.paperwire.query.views.RebuildStatus.Kind;
import org.paperwire.query.views.RebuildStatus.State;
import org.paperwire.topics.EnrichmentGeneration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The rebuilds of the enrichment, as those of a view: ordered here, written into the plan that all
/// services read, and followed by the views of this process.
///
/// ```
/// ordered ─▶ enrich-service builds ─▶ all views follow ─▶ all have caught up ─┬▶ switched
///                                                                             └▶ held ─▶ by hand
/// ```
@Context
public final class EnrichmentRebuilds {

  private static final Logger LOG = LoggerFactory.getLogger(EnrichmentRebuilds.class);
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final long PACE_NANOS = Duration.ofSeconds(1).toNanos();
  private static final Duration STOP_MAX = Duration.ofSeconds(5);

  private final Generations generations;
  private final BuildingPace pace;
  private final PaperSearch search;
  private final ViewsOfAGeneration views;
  private final InstantSource clock = InstantSource.system();
  private final Thread working =
      Thread.ofPlatform().daemon().name("enrichment-views").unstarted(this::work);

  // Guarded by this.
  private Progress progress = new Progress.Building();
  private int progressOrder;
  private Rate rate = new Rate();
  private Taken taken = new Taken(0, 0);
  private int ratedOrder;
  private long lookedAt = System.nanoTime() - PACE_NANOS;

  EnrichmentRebuilds(
      Generations generations, BuildingPace pace, PaperSearch search, PaperHistory history) {
    this.generations = generations;
    this.pace = pace;
    this.search = search;
    this.views = new ViewsOfAGeneration(List.of(search.view(), history.view()));
  }

  @PostConstruct
  void start() {
    working.start();
  }

  @PreDestroy
  void stop() {
    working.interrupt();
    try {
      if (!working.join(STOP_MAX)) {
        LOG.debug("the plan is still being followed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    try {
      while (true) {
        try {
          generations.plan().ifPresent(this::measure);
          Optional<Plan> next = generations.plan().flatMap(this::follow);
          if (next.isPresent()) {
            generations.propose(next.get());
          }
        } catch (Unanswered e) {
          LOG.debug("a step of the plan could not be written", e);
        } catch (RuntimeException e) {
          LOG.error("the plan of generations could not be followed; trying again", e);
        }
        Thread.sleep(LOOK);
      }
    } catch (InterruptedException e) {
      LOG.debug("the plan of generations is followed no longer");
    }
  }

  /// Brings the views to where the plan says, and answers the step that follows from where they
  /// are.
  private Optional<Plan> follow(Plan plan) {
    Optional<Order> order = plan.underWay();
    EnrichmentGeneration target = order.map(Order::generation).orElse(plan.serving().generation());
    if (order.isEmpty() && views.show(target)) {
      views.keepOnly(target);
      return Optional.empty();
    }
    Progress now = views.build(target, order);
    synchronized (this) {
      progress = now;
      progressOrder = order.map(Order::number).orElse(0);
    }
    return switch (now) {
      case Progress.Building() -> Optional.empty();
      case Progress.Failed(String because) -> order.map(_ -> plan.failed(because, clock.instant()));
      case Progress.Ready() -> {
        if (order.isEmpty()) {
          views.letGo(plan);
        }
        yield order.filter(of -> !of.hold()).map(_ -> plan.switched(clock.instant()));
      }
    };
  }

  private void measure(Plan plan) {
    Optional<Order> order = plan.underWay();
    if (order.isEmpty() || System.nanoTime() - lookedAt < PACE_NANOS) {
      return;
    }
    lookedAt = System.nanoTime();
    try {
      Optional<Taken> now = pace.of(order.get().generation());
      synchronized (this) {
        if (ratedOrder != order.get().number()) {
          ratedOrder = order.get().number();
          rate = new Rate();
        }
        now.ifPresent(
            of -> {
              taken = of;
              rate.at(System.nanoTime(), of.done());
            });
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Builds a new generation beside the one that serves, from the first sighting.
  ///
  /// @param hold whether it waits to be switched by hand
  public RebuildStatus start(boolean hold) throws RebuildRefused {
    return ordered(plan -> Optional.of(plan.ordered(hold, "", Optional.empty(), clock.instant())));
  }

  /// Brings the generation that served before up to date, and goes back to it.
  public RebuildStatus back(boolean hold) throws RebuildRefused {
    return ordered(plan -> plan.back(hold, Optional.empty(), clock.instant()));
  }

  private RebuildStatus ordered(Function<Plan, Optional<Plan>> order) throws RebuildRefused {
    Plan plan = knownPlan();
    if (plan.underWay().isPresent()) {
      throw running(plan.underWay().get());
    }
    views.refuseUnlessReady();
    Optional<Plan> next = order.apply(plan);
    if (next.isEmpty()) {
      throw new RebuildRefused(
          Reason.NOTHING_BEFORE, "There is no generation before the one that serves.");
    }
    return written(next.get());
  }

  /// Switches to what is held; what is still building will not be held.
  public RebuildStatus switchOver(int number) throws RebuildRefused {
    return written(underWay(number).letGo());
  }

  /// Stops a rebuild. What served before stays.
  public RebuildStatus cancel(int number) throws RebuildRefused {
    return written(underWay(number).cancelled(clock.instant()));
  }

  private Plan underWay(int number) throws RebuildRefused {
    Plan plan = knownPlan();
    if (plan.rebuild().filter(order -> order.number() == number).isEmpty()) {
      throw new RebuildRefused(
          Reason.UNKNOWN, "Rebuild " + number + " of the enrichment is not the last.");
    }
    if (plan.underWay().isEmpty()) {
      throw new RebuildRefused(Reason.REBUILD_OVER, "Rebuild " + number + " is over.");
    }
    return plan;
  }

  /// The plan, once there is one.
  public Plan knownPlan() throws RebuildRefused {
    return generations
        .plan()
        .orElseThrow(
            () ->
                new RebuildRefused(
                    Reason.VIEW_OPENING, "Nobody can say yet which generation serves."));
  }

  private static RebuildRefused running(Order order) {
    return new RebuildRefused(
        Reason.REBUILD_RUNNING,
        "Rebuild %d runs, of generation %s.".formatted(order.number(), order.generation()));
  }

  private RebuildStatus written(Plan next) throws RebuildRefused {
    try {
      if (!generations.propose(next)) {
        throw new RebuildRefused(
            Reason.REBUILD_RUNNING, "Somebody else was quicker; look at what is there now.");
      }
    } catch (Unanswered e) {
      throw new RebuildRefused(Reason.VIEW_OPENING, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RebuildRefused(Reason.VIEW_OPENING, "The service stops.");
    }
    return status(next, next.rebuild().orElseThrow());
  }

  /// The generation that serves, and the one before.
  public Optional<Plan> plan() {
    return generations.plan();
  }

  /// The last rebuild, running or over.
  public Optional<RebuildStatus> newest() {
    return generations.plan().flatMap(plan -> plan.rebuild().map(order -> status(plan, order)));
  }

  /// The rebuild of that number, if it is the last.
  public Optional<RebuildStatus> find(int number) {
    return newest().filter(rebuild -> rebuild.number() == number);
  }

  private synchronized RebuildStatus status(Plan plan, Order order) {
    State state = state(plan, order);
    boolean counts = ratedOrder == order.number();
    long done = counts ? taken.done() : 0;
    long total = counts ? taken.total() : 0;
    boolean building = state == State.BUILDING;
    Optional<String> because =
        building && order.logic().isEmpty()
            ? Optional.of("it waits for an enrich-service")
            : order.because();
    return new RebuildStatus(
        order.number(),
        order.generation().number(),
        order.generation(),
        order.kind() == Plan.Kind.BACK ? Kind.BACK : Kind.REBUILD,
        state,
        because,
        order.hold(),
        order.startedAt(),
        order.endedAt(),
        done,
        total,
        building && counts ? rate.aSecond() : 0,
        building && counts ? rate.timeLeft(total - done) : Optional.empty(),
        documents(order),
        0);
  }

  /// It is switched for readers once all views of this process are.
  private State state(Plan plan, Order order) {
    return switch (order.state()) {
      case BUILDING -> isReady(order) && order.hold() ? State.HELD : State.BUILDING;
      case SWITCHED -> views.show(plan.serving().generation()) ? State.SWITCHED : State.BUILDING;
      case CANCELLED -> State.CANCELLED;
      case FAILED -> State.FAILED;
    };
  }

  private boolean isReady(Order order) {
    return progressOrder == order.number() && progress instanceof Progress.Ready;
  }

  private int documents(Order order) {
    return search
        .view()
        .rebuilds()
        .newest()
        .filter(rebuild -> rebuild.enrichment().equals(order.generation()))
        .map(RebuildStatus::documents)
        .orElse(0);
  }
}
