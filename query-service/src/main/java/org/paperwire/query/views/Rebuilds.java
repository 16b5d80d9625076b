package org.paperwire.query.views;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.paperwire.query.views.RebuildRefused.Reason;
import org.paperwire.query.views.RebuildStatus.Kind;
import org.paperwire.query.views.RebuildStatus.State;
import org.paperwire.topics.EnrichmentGeneration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The rebuilds of a view: one at a time is built beside the generation that serves, and takes its
/// place.
///
/// ```
/// ordered ─▶ building ─┬▶ switched
///                      ├▶ held ──▶ switched by hand
///                      └▶ failed, cancelled: removed
/// ```
///
/// What runs, and how the last one ended, is kept in the view's folder: a restart goes on with it.
public final class Rebuilds {

  private static final Logger LOG = LoggerFactory.getLogger(Rebuilds.class);

  /// Records a second that may be asked for at least: slower ones would not end.
  public static final int RATE_LEAST = 10;

  private final Workshop<?> workshop;
  private final View view;
  private final InstantSource clock;
  private final Generations generations;

  // Guarded by this.
  private final RebuildBook book;
  private @Nullable Running running;
  private boolean isOpen;
  private boolean serves;
  private boolean closed;

  private record Running(Rebuild rebuild, Showing showing, ViewBuilder<?> builder, Thread thread) {}

  Rebuilds(Workshop<?> workshop, View view, InstantSource clock) {
    this.workshop = workshop;
    this.view = view;
    this.clock = clock;
    this.generations = new Generations(workshop);
    this.book = new RebuildBook(workshop.folder());
  }

  /// Builds a new generation beside the one that serves.
  ///
  /// @param hold whether it waits to be switched by hand
  /// @param recordsPerSecondMax how fast it may be, at least [#RATE_LEAST]; the view's setting when
  ///   empty
  public synchronized RebuildStatus start(boolean hold, OptionalInt recordsPerSecondMax)
      throws RebuildRefused {
    refuseUnlessServing();
    EnrichmentGeneration enrichment = servedEnrichment();
    try {
      refuseWithoutRoom();
      return begin(
          Kind.REBUILD,
          workshop.folder().next(),
          enrichment,
          hold,
          recordsPerSecondMax,
          Optional.empty());
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /// Builds a generation of what another generation of the enrichment writes, and holds it until
  /// [#letGo]. The one that served before is brought up to date instead where it is of that.
  public synchronized RebuildStatus follow(EnrichmentGeneration enrichment) throws RebuildRefused {
    refuseUnlessServing();
    // A view may serve a moment before it shows of what: whoever does not see it there yet would
    // have it built again, and held for ever.
    if (servedEnrichment().equals(enrichment)) {
      throw new RebuildRefused(Reason.REBUILD_OVER, enrichment + " serves already.");
    }
    var because = Optional.of("the enrichment is built as " + enrichment);
    try {
      OptionalInt before = before();
      if (before.isPresent()
          && workshop.folder().enrichment(before.getAsInt()).equals(Optional.of(enrichment))) {
        return begin(Kind.BACK, before.getAsInt(), enrichment, true, OptionalInt.of(0), because);
      }
      refuseWithoutRoom();
      return begin(
          Kind.REBUILD, workshop.folder().next(), enrichment, true, OptionalInt.empty(), because);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /// What follows that generation of the enrichment serves as soon as it may.
  public synchronized void letGo(EnrichmentGeneration enrichment) {
    if (running != null && running.rebuild().order().enrichment().equals(enrichment)) {
      running.rebuild().letGo();
      book.save(running.rebuild());
    }
  }

  /// Stops what follows another generation of the enrichment than that which is served and this.
  public synchronized void giveUpAllBut(EnrichmentGeneration enrichment) {
    if (running != null
        && follows(running.rebuild())
        && !running.rebuild().order().enrichment().equals(enrichment)) {
      end(running.rebuild());
    }
  }

  /// Whether there is room for another generation.
  ///
  /// @throws RebuildRefused when there is not, or a rebuild runs
  public synchronized void refuseUnlessReady() throws RebuildRefused {
    refuseUnlessServing();
    try {
      refuseWithoutRoom();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private boolean follows(Rebuild rebuild) {
    return view.serving()
        .status()
        .enrichment()
        .filter(served -> !served.equals(rebuild.order().enrichment()))
        .isPresent();
  }

  private EnrichmentGeneration servedEnrichment() throws RebuildRefused {
    return view.serving()
        .status()
        .enrichment()
        .orElseThrow(
            () -> new RebuildRefused(Reason.VIEW_OPENING, "The view has not read anything yet."));
  }

  private OptionalInt before() throws IOException {
    Optional<Current> current = workshop.folder().current();
    OptionalInt before = current.map(Current::before).orElse(OptionalInt.empty());
    return before.isPresent() && generations.isAskable(before.getAsInt())
        ? before
        : OptionalInt.empty();
  }

  /// Brings the generation that served before up to date, and goes back to it.
  public synchronized RebuildStatus back(boolean hold) throws RebuildRefused {
    refuseUnlessServing();
    EnrichmentGeneration enrichment = servedEnrichment();
    try {
      OptionalInt before = before();
      if (before.isEmpty()) {
        throw new RebuildRefused(
            Reason.NOTHING_BEFORE, "There is no generation before the one that serves.");
      }
      Optional<EnrichmentGeneration> then = workshop.folder().enrichment(before.getAsInt());
      if (!then.equals(Optional.of(enrichment))) {
        throw new RebuildRefused(
            Reason.FOLLOWS_ENRICHMENT,
            "The generation before is of an enrichment that no longer serves; all views go back to"
                + " it together: rebuild enrichment --back.");
      }
      return begin(
          Kind.BACK, before.getAsInt(), enrichment, hold, OptionalInt.of(0), Optional.empty());
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private void refuseUnlessServing() throws RebuildRefused {
    if (running != null) {
      throw new RebuildRefused(
          Reason.REBUILD_RUNNING,
          "Rebuild %d runs, of generation %d."
              .formatted(
                  running.rebuild().order().number(), running.rebuild().order().generation()));
    }
    if (closed || !isOpen) {
      throw new RebuildRefused(Reason.VIEW_OPENING, "The view is not open yet.");
    }
    if (!serves) {
      throw new RebuildRefused(
          Reason.REBUILD_RUNNING, "The view is being built for the first time.");
    }
  }

  private void refuseWithoutRoom() throws IOException, RebuildRefused {
    Optional<String> lack = generations.lackOfRoom();
    if (lack.isPresent()) {
      throw new RebuildRefused(Reason.NO_ROOM, lack.get());
    }
  }

  private static RebuildRefused unreadable(IOException e) {
    LOG.warn("the folder of a view could not be read", e);
    return new RebuildRefused(Reason.VIEW_OPENING, "The folder of the view cannot be read now.");
  }

  private RebuildStatus begin(
      Kind kind,
      int generation,
      EnrichmentGeneration enrichment,
      boolean hold,
      OptionalInt rate,
      Optional<String> because)
      throws IOException {
    var rebuild =
        new Rebuild(
            new Rebuild.Order(
                book.nextNumber(),
                generation,
                enrichment,
                kind,
                hold,
                rate.orElse(workshop.settings().rebuildRate()),
                because,
                clock.instant()));
    book.begin(rebuild);
    return run(rebuild);
  }

  private RebuildStatus run(Rebuild rebuild) {
    Showing showing = view.showing();
    var duty = new RebuildDuty(workshop, rebuild, this, showing);
    ViewBuilder<?> builder = workshop.builder(showing, duty);
    Thread thread =
        Thread.ofPlatform()
            .name("view-" + workshop.view() + "-" + rebuild.order().generation())
            .daemon()
            .unstarted(builder);
    running = new Running(rebuild, showing, builder, thread);
    thread.start();
    LOG.info(
        "view {}: generation {} is built beside the one that serves{}",
        workshop.view(),
        rebuild.order().generation(),
        rebuild.order().because().map(why -> ": " + why).orElse(""));
    return rebuild.status(Optional.empty());
  }

  /// Switches to what is held; what is still building will not be held.
  public synchronized RebuildStatus switchOver(int number) throws RebuildRefused {
    Rebuild rebuild = requireOwn(number);
    if (!rebuild.letGo()) {
      throw new RebuildRefused(Reason.REBUILD_OVER, "Rebuild " + number + " is over.");
    }
    book.save(rebuild);
    return status(rebuild);
  }

  /// Stops a rebuild and removes what it has built. What served before stays.
  public synchronized RebuildStatus cancel(int number) throws RebuildRefused {
    Rebuild rebuild = requireOwn(number);
    if (!end(rebuild)) {
      throw new RebuildRefused(Reason.REBUILD_OVER, "Rebuild " + number + " is over.");
    }
    return status(rebuild);
  }

  private boolean end(Rebuild rebuild) {
    if (!rebuild.end(State.CANCELLED, Optional.empty(), clock.instant())) {
      return false;
    }
    book.save(rebuild);
    if (running != null && running.rebuild() == rebuild) {
      running.builder().stop();
    }
    return true;
  }

  /// A rebuild that is of this view alone.
  private Rebuild requireOwn(int number) throws RebuildRefused {
    Rebuild rebuild = require(number);
    if (!rebuild.state().isEnd() && follows(rebuild)) {
      throw new RebuildRefused(
          Reason.FOLLOWS_ENRICHMENT,
          "Rebuild " + number + " follows the enrichment, and is switched or cancelled with it.");
    }
    return rebuild;
  }

  private Rebuild require(int number) throws RebuildRefused {
    return book.find(number)
        .orElseThrow(
            () -> new RebuildRefused(Reason.UNKNOWN, "There is no rebuild " + number + "."));
  }

  /// The rebuild of that number, of the last few.
  public synchronized Optional<RebuildStatus> find(int number) {
    return book.find(number).map(this::status);
  }

  /// The last rebuild, running or over.
  public synchronized Optional<RebuildStatus> newest() {
    return book.newest().map(this::status);
  }

  private RebuildStatus status(Rebuild rebuild) {
    return rebuild.status(
        running != null && running.rebuild() == rebuild
            ? Optional.of(running.showing().status())
            : Optional.empty());
  }

  /// Snapshots, at one and the same place, of what serves and of a generation that is held beside
  /// it.
  public Alignment.Pair aligned(int generation) throws RebuildRefused, InterruptedException {
    Alignment wish;
    synchronized (this) {
      if (running == null
          || running.rebuild().order().generation() != generation
          || running.rebuild().state() != State.HELD) {
        throw new RebuildRefused(
            Reason.NOTHING_TO_COMPARE,
            "Generation " + generation + " is not held beside what serves.");
      }
      wish = new Alignment(view.serving(), new CompletableFuture<>(), System.nanoTime());
      if (!running.rebuild().align(wish)) {
        throw new RebuildRefused(Reason.REBUILD_RUNNING, "Somebody else compares it just now.");
      }
    }
    try {
      return wish.answer().get(2 * Alignment.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      wish.answer().thenAccept(Alignment.Pair::close);
      throw new RebuildRefused(
          Reason.NOTHING_TO_COMPARE,
          "The generation could not be brought where the other is: " + e.getMessage());
    }
  }

  Showing serving() {
    return view.serving();
  }

  /// Waits until nobody else writes to any generation but the one that serves.
  void awaitRetired() {
    view.awaitRetired();
  }

  /// What serves was opened: goes on with the rebuild that a restart broke off, or begins one that
  /// is needed. Called by the builder of what serves.
  synchronized void opened(ViewFolder.Opened serving) {
    isOpen = true;
    serves = serving.built();
    if (closed || running != null) {
      return;
    }
    try {
      Optional<Rebuild> last = book.beforeRestart();
      if (last.isPresent() && generations.canGoOn(last.get(), serving)) {
        run(last.get());
        return;
      }
      last.ifPresent(rebuild -> brokenOff(rebuild, serving.generation().number()));
      generations.removeUnfinished(serving.generation().number());
    } catch (IOException e) {
      LOG.warn("view {}: what was being built cannot be gone on with", workshop.view(), e);
    }
    serving
        .rebuild()
        .ifPresent(
            because ->
                serving
                    .generation()
                    .progress()
                    .enrichment()
                    .ifPresent(enrichment -> startByItself(because, enrichment)));
  }

  /// A process may die between the switch and the note of it.
  private void brokenOff(Rebuild rebuild, int serving) {
    boolean serves = rebuild.order().generation() == serving;
    boolean ended =
        rebuild.end(
            serves ? State.SWITCHED : State.FAILED,
            serves ? Optional.empty() : Optional.of("a restart could not go on with it"),
            clock.instant());
    if (ended) {
      book.save(rebuild);
    }
  }

  /// Begins a rebuild that nobody asked for, of the enrichment that is served.
  synchronized void startByItself(String because) {
    view.serving()
        .status()
        .enrichment()
        .ifPresent(enrichment -> startByItself(because, enrichment));
  }

  private void startByItself(String because, EnrichmentGeneration enrichment) {
    if (closed || running != null) {
      return;
    }
    try {
      refuseWithoutRoom();
      begin(
          Kind.REBUILD,
          workshop.folder().next(),
          enrichment,
          false,
          OptionalInt.empty(),
          Optional.of(because));
    } catch (IOException | RebuildRefused e) {
      LOG.error(
          "view {}: {}, and cannot be built again: {}",
          workshop.view(),
          because,
          e.getMessage(),
          e);
    }
  }

  /// The first generation has caught up.
  synchronized void firstServes() {
    serves = true;
  }

  boolean caughtUp(Rebuild rebuild) {
    boolean held = rebuild.state() == State.HELD;
    boolean toServe = rebuild.caughtUp();
    if (!held && rebuild.state() == State.HELD) {
      save(rebuild);
      LOG.info(
          "view {}: generation {} has caught up and is held",
          workshop.view(),
          rebuild.order().generation());
    }
    return toServe;
  }

  /// What was built is shown from now on; what served until then is let go of, and what served
  /// before that is removed.
  synchronized void switched(Rebuild rebuild) {
    Running now = running;
    if (now == null || now.rebuild() != rebuild) {
      throw new IllegalStateException("a rebuild that does not run was switched to");
    }
    rebuild.end(State.SWITCHED, Optional.empty(), clock.instant());
    rebuild.shown(now.showing().status());
    running = null;
    book.save(rebuild);
    view.swap(now.showing(), now.builder(), now.thread(), generations.obsolete());
    LOG.info("view {}: generation {} serves", workshop.view(), rebuild.order().generation());
  }

  synchronized void fail(Rebuild rebuild, String because) {
    if (running != null && running.rebuild() == rebuild) {
      running.builder().stop();
    }
    if (rebuild.end(State.FAILED, Optional.of(because), clock.instant())) {
      LOG.error(
          "view {}: generation {} could not be built, and what served goes on: {}",
          workshop.view(),
          rebuild.order().generation(),
          because);
    }
  }

  /// The builder of a rebuild has ended before it served.
  synchronized void ended(Rebuild rebuild) {
    Running last = running;
    if (last == null || last.rebuild() != rebuild) {
      return;
    }
    running = null;
    view.serving().keepStill(false);
    rebuild.shown(last.showing().status());
    rebuild.alignment().ifPresent(wish -> wish.refuse("the rebuild ended"));
    last.showing().close();
    if (rebuild.state().isEnd() && rebuild.order().kind() == Kind.REBUILD) {
      try {
        workshop.folder().remove(rebuild.order().generation());
      } catch (IOException e) {
        LOG.warn("view {}: what was built could not be removed", workshop.view(), e);
      }
    }
    book.save(rebuild);
  }

  private synchronized void save(Rebuild rebuild) {
    book.save(rebuild);
  }

  /// Stops what runs, to be gone on with.
  void close() {
    Running last;
    synchronized (this) {
      closed = true;
      last = running;
    }
    if (last != null) {
      last.builder().stop();
      View.join(last.thread());
    }
  }
}
