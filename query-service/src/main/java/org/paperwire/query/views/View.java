package org.paperwire.query.views;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.paperwire.platform.KafkaSettings;
import org.paperwire.platform.Position;
import org.paperwire.query.views.Snapshot.Standing;
import org.paperwire.query.views.ViewStatus.State;
import org.paperwire.serdes.RegistrySerdes;

/// A view as its readers see it: the newest [Snapshot], and how the view is doing. Its builder
/// works on a thread of its own from [#start] to [#close]; nothing here waits for Kafka, the
/// registry or the disk.
public final class View implements AutoCloseable {

  private final String name;
  private final InstantSource clock;
  private final Thread builder;
  private final ViewBuilder<?> work;
  private final LongAdder skipped = new LongAdder();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();

  // Guarded by lock; written by the builder thread only.
  private @Nullable Snapshot newest;
  private ViewStatus status;

  public <V extends SpecificRecord> View(
      ViewDefinition<V> definition,
      Path views,
      ViewSettings settings,
      KafkaSettings kafka,
      RegistrySerdes serdes,
      InstantSource clock) {
    this.name = definition.name();
    this.clock = clock;
    this.status =
        new ViewStatus(
            name,
            Optional.empty(),
            State.STARTING,
            Optional.empty(),
            clock.instant(),
            Position.START,
            Map.of(),
            Optional.empty(),
            0,
            0,
            false);
    this.work =
        new ViewBuilder<>(
            definition, new ViewFolder(views.resolve(name)), settings, kafka, serdes, this);
    this.builder = Thread.ofPlatform().name("view-" + name).daemon().unstarted(work);
  }

  /// Starts to open, build and follow.
  public void start() {
    builder.start();
  }

  /// The newest snapshot, to be closed by the caller. Empty while the index is not open yet.
  public Optional<Snapshot> snapshot() {
    lock.lock();
    try {
      return Optional.ofNullable(newest).map(Snapshot::again);
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
      while (nanos > 0 && (newest == null || !newest.position().reached(required))) {
        nanos = moved.awaitNanos(nanos);
      }
      return Optional.ofNullable(newest).map(Snapshot::again);
    } finally {
      lock.unlock();
    }
  }

  public ViewStatus status() {
    lock.lock();
    try {
      return status;
    } finally {
      lock.unlock();
    }
  }

  /// Records passed over since the start because they cannot be read.
  public long skipped() {
    return skipped.sum();
  }

  void skip() {
    skipped.increment();
  }

  /// Shows `snapshot`, which is taken over, to readers from now on.
  void publish(Snapshot snapshot, Optional<Long> lag) {
    Snapshot older;
    lock.lock();
    try {
      older = newest;
      newest = snapshot;
      status =
          new ViewStatus(
              name,
              Optional.of(snapshot.generation()),
              status.state(),
              status.because(),
              status.since(),
              snapshot.position(),
              snapshot.progress().offsets(),
              lag,
              snapshot.reader().numDocs(),
              skipped.sum(),
              snapshot.standing() == Standing.CURRENT);
      moved.signalAll();
    } finally {
      lock.unlock();
    }
    if (older != null) {
      older.close();
    }
  }

  void state(State state, Optional<String> because) {
    lock.lock();
    try {
      if (status.state() == state && status.because().equals(because)) {
        return;
      }
      status =
          new ViewStatus(
              name,
              status.generation(),
              state,
              because,
              status.state() == state ? status.since() : clock.instant(),
              status.position(),
              status.offsets(),
              status.lag(),
              status.papers(),
              skipped.sum(),
              status.caughtUp());
    } finally {
      lock.unlock();
    }
  }

  /// Stops building, with a last commit, and lets go of the index. Snapshots in use stay readable.
  @Override
  public void close() {
    work.stop();
    try {
      builder.join(TimeUnit.SECONDS.toMillis(20));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    lock.lock();
    try {
      if (newest != null) {
        newest.close();
        newest = null;
      }
    } finally {
      lock.unlock();
    }
  }
}
