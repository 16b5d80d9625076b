package org.paperwire.query.views;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.paperwire.platform.KafkaSettings;
import org.paperwire.platform.Position;
import org.paperwire.serdes.RegistrySerdes;
import org.paperwire.topics.EnrichmentGeneration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A view as its readers see it: the newest [Snapshot] of the generation that serves, and how it is
/// doing. Builders work on threads of their own from [#start] to [#close]; nothing here waits for
/// Kafka, the registry or the disk.
///
/// Which generation serves changes at one moment, between two answers: a reader keeps the snapshot
/// that it has, and who waits for a position waits for that of the next.
public final class View implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(View.class);
  private static final Duration STOP_MAX = Duration.ofSeconds(20);

  private final String name;
  private final InstantSource clock;
  private final Workshop<?> workshop;
  private final Rebuilds rebuilds;
  private final LongAdder skipped = new LongAdder();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();

  // Guarded by lock.
  private Showing serving;
  private ViewBuilder<?> builder;
  private Thread thread;
  private Thread retiring = new Thread();

  /// @param views the folder of all views
  /// @param enrichment the generation of the enrichment that is to serve, as soon as it is known:
  ///   what is built from nothing is built of it
  public <V extends SpecificRecord> View(
      ViewDefinition<V> definition,
      Path views,
      ViewSettings settings,
      KafkaSettings kafka,
      RegistrySerdes serdes,
      Supplier<Optional<EnrichmentGeneration>> enrichment,
      InstantSource clock) {
    this(
        definition,
        new ViewFolder(views.resolve(definition.name()), Disk.REAL),
        settings,
        kafka,
        serdes,
        enrichment,
        clock);
  }

  <V extends SpecificRecord> View(
      ViewDefinition<V> definition,
      ViewFolder folder,
      ViewSettings settings,
      KafkaSettings kafka,
      RegistrySerdes serdes,
      Supplier<Optional<EnrichmentGeneration>> enrichment,
      InstantSource clock) {
    this.name = definition.name();
    this.clock = clock;
    this.workshop = new Workshop<>(definition, folder, settings, kafka, serdes, enrichment);
    this.rebuilds = new Rebuilds(workshop, this, clock);
    this.serving = showing();
    this.builder = workshop.builder(serving, new ServeDuty(workshop, serving, rebuilds));
    this.thread = Thread.ofPlatform().name("view-" + name).daemon().unstarted(builder);
  }

  /// Starts to open, build and follow.
  public void start() {
    thread.start();
  }

  public String name() {
    return name;
  }

  /// What is built beside the generation that serves.
  public Rebuilds rebuilds() {
    return rebuilds;
  }

  /// A showing that nobody is shown yet.
  Showing showing() {
    return new Showing(name, clock, lock, moved, skipped);
  }

  /// What readers are shown.
  Showing serving() {
    lock.lock();
    try {
      return serving;
    } finally {
      lock.unlock();
    }
  }

  /// The newest snapshot, to be closed by the caller. Empty while the index is not open yet.
  public Optional<Snapshot> snapshot() {
    lock.lock();
    try {
      return serving.snapshot();
    } finally {
      lock.unlock();
    }
  }

  /// The newest snapshot as soon as it reflects `required`, or the one that is the newest after
  /// `patience`.
  public Optional<Snapshot> snapshot(Position required, Duration patience)
      throws InterruptedException {
    long nanos = patience.toNanos();
    lock.lock();
    try {
      while (nanos > 0 && !serving.status().position().reached(required)) {
        nanos = moved.awaitNanos(nanos);
      }
      return serving.snapshot();
    } finally {
      lock.unlock();
    }
  }

  public ViewStatus status() {
    return serving().status();
  }

  /// Records passed over since the start because they cannot be read.
  public long skipped() {
    return skipped.sum();
  }

  /// Shows another generation from now on, which covers what was shown. What was shown is let go
  /// of, and the generations that are no longer needed are removed, by a thread of their own.
  void swap(Showing next, ViewBuilder<?> nextBuilder, Thread nextThread, List<Integer> obsolete) {
    Showing lastShowing;
    ViewBuilder<?> lastBuilder;
    Thread lastThread;
    lock.lock();
    try {
      lastShowing = serving;
      lastBuilder = builder;
      lastThread = thread;
      serving = next;
      builder = nextBuilder;
      thread = nextThread;
      moved.signalAll();
    } finally {
      lock.unlock();
    }
    lastBuilder.stop();
    Thread last =
        Thread.ofVirtual()
            .name("view-" + name + "-retiring")
            .start(
                () -> {
                  join(lastThread);
                  lastShowing.close();
                  obsolete.forEach(this::remove);
                });
    lock.lock();
    try {
      retiring = last;
    } finally {
      lock.unlock();
    }
  }

  /// Waits until the generation that served before is closed: two cannot write to it.
  void awaitRetired() {
    Thread last;
    lock.lock();
    try {
      last = retiring;
    } finally {
      lock.unlock();
    }
    join(last);
  }

  private void remove(int generation) {
    try {
      workshop.folder().remove(generation);
    } catch (IOException e) {
      LOG.warn("view {}: generation {} could not be removed", name, generation, e);
    }
  }

  /// Stops building, with a last commit, and lets go of the index. Snapshots in use stay readable.
  @Override
  public void close() {
    rebuilds.close();
    ViewBuilder<?> last;
    Thread lastThread;
    lock.lock();
    try {
      last = builder;
      lastThread = thread;
    } finally {
      lock.unlock();
    }
    last.stop();
    join(lastThread);
    awaitRetired();
    serving().close();
  }

  static void join(Thread thread) {
    try {
      thread.join(TimeUnit.SECONDS.toMillis(STOP_MAX.toSeconds()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
