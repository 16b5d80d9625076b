package org.paperwire.query.views;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.paperwire.platform.Position;
import org.paperwire.query.views.Snapshot.Standing;
import org.paperwire.query.views.ViewStatus.State;
import org.paperwire.topics.Topic;

/// What one generation shows: its newest [Snapshot], and how its builder is doing. Of all showings
/// of a view readers see one; which, is for the view to say.
final class Showing {

  private final InstantSource clock;
  private final ReentrantLock lock;
  private final Condition moved;
  private final LongAdder skipped = new LongAdder();
  private final LongAdder skippedInAll;

  // Guarded by lock.
  private @Nullable Snapshot newest;
  private ViewStatus status;
  private boolean still;
  private boolean closed;

  /// @param lock of the view
  /// @param moved told of every change
  /// @param skippedInAll counts the records passed over by any generation of the view
  Showing(
      String view,
      InstantSource clock,
      ReentrantLock lock,
      Condition moved,
      LongAdder skippedInAll) {
    this.clock = clock;
    this.lock = lock;
    this.moved = moved;
    this.skippedInAll = skippedInAll;
    this.status =
        new ViewStatus(
            view,
            Optional.empty(),
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
  }

  /// The newest snapshot, to be closed by the caller. Empty while the index is not open yet.
  Optional<Snapshot> snapshot() {
    lock.lock();
    try {
      return Optional.ofNullable(newest).map(Snapshot::again);
    } finally {
      lock.unlock();
    }
  }

  ViewStatus status() {
    lock.lock();
    try {
      return status;
    } finally {
      lock.unlock();
    }
  }

  void skip() {
    skipped.increment();
    skippedInAll.increment();
  }

  /// Keeps still, or moves again: meanwhile what is published is not shown, and what is shown is
  /// there to be overtaken.
  void keepStill(boolean stillness) {
    lock.lock();
    try {
      still = stillness;
    } finally {
      lock.unlock();
    }
  }

  /// Shows `snapshot`, which is taken over, from now on. False when it is not shown.
  boolean publish(Snapshot snapshot, Optional<Long> lag) {
    Snapshot older = snapshot;
    boolean shows;
    lock.lock();
    try {
      shows = !still && !closed;
      if (shows) {
        older = newest;
        newest = snapshot;
        status =
            new ViewStatus(
                status.name(),
                Optional.of(snapshot.generation()),
                snapshot.progress().enrichment(),
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
      }
    } finally {
      lock.unlock();
    }
    if (older != null) {
      older.close();
    }
    return shows;
  }

  void state(State state, Optional<String> because) {
    lock.lock();
    try {
      if (status.state() == state && status.because().equals(because)) {
        return;
      }
      status =
          new ViewStatus(
              status.name(),
              status.generation(),
              status.enrichment(),
              state,
              because,
              status.state() == state ? status.since() : clock.instant(),
              status.position(),
              status.offsets(),
              status.lag(),
              status.papers(),
              skipped.sum(),
              status.caughtUp());
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Waits until what is shown covers `progress`, at most so long; the snapshot that does, to be
  /// closed.
  Optional<Snapshot> covering(Progress progress, Topic<?> topic, Duration patience)
      throws InterruptedException {
    long nanos = patience.toNanos();
    lock.lock();
    try {
      while (nanos > 0 && (newest == null || !newest.progress().covers(progress, topic))) {
        nanos = moved.awaitNanos(nanos);
      }
      return Optional.ofNullable(newest)
          .filter(snapshot -> snapshot.progress().covers(progress, topic))
          .map(Snapshot::again);
    } finally {
      lock.unlock();
    }
  }

  /// Lets go of the index. Snapshots in use stay readable.
  void close() {
    lock.lock();
    try {
      closed = true;
      if (newest != null) {
        newest.close();
        newest = null;
      }
    } finally {
      lock.unlock();
    }
  }
}
