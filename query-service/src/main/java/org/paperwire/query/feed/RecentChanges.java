package org.paperwire.query.feed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.paperwire.platform.Position;

/// The newest changes, in the one order in which this process merged the partitions, bounded in
/// number and in bytes. Each has a sequence number, which means nothing outside this process.
///
/// Everything committed between [#start] and [#end] is here. A reader whose cursor covers the start
/// can go on from here; what it has been given already, because it was further on some partition,
/// it passes over.
///
/// Written by the tail alone; read by everyone.
final class RecentChanges {

  /// What follows a sequence number.
  ///
  /// @param stretch from there
  /// @param numbers the sequence numbers of its steps
  /// @param next the sequence number behind it
  /// @param isEnd whether nothing more is known
  record Found(Stretch stretch, List<Long> numbers, long next, boolean isEnd) {

    Found {
      numbers = List.copyOf(numbers);
    }
  }

  private final int changesMax;
  private final long bytesMax;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();

  // Guarded by lock.
  private final Step[] steps;
  private long first;
  private long next;
  private long bytes;
  private @Nullable FeedCursor start;
  private @Nullable FeedCursor end;
  private Position position = Position.START;

  RecentChanges(int changesMax, long bytesMax) {
    this.changesMax = changesMax;
    this.bytesMax = bytesMax;
    this.steps = new Step[changesMax];
  }

  /// Opens the feed at a place; nothing before it will be here.
  void open(FeedCursor cursor) {
    lock.lock();
    try {
      first = next;
      bytes = 0;
      start = cursor;
      end = cursor;
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Adds changes behind the end.
  ///
  /// @param changes in the order in which they will be given
  /// @param reached the place behind them
  /// @param reflects the source position that a reader of all this has seen
  void append(List<Change> changes, FeedCursor reached, Position reflects) {
    lock.lock();
    try {
      FeedCursor at = opened(end);
      for (Change change : changes) {
        at = at.at(change.partition(), change.offset() + 1);
        add(new Step(change, at));
      }
      end = reached;
      position = reflects;
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void add(Step step) {
    while (next > first && (next - first == changesMax || bytes + step.bytes() > bytesMax)) {
      Step oldest = steps[slot(first)];
      bytes -= oldest.bytes();
      start = oldest.after();
      first++;
    }
    steps[slot(next)] = step;
    bytes += step.bytes();
    next++;
  }

  private int slot(long sequence) {
    return (int) (sequence % changesMax);
  }

  private static FeedCursor opened(@Nullable FeedCursor cursor) {
    if (cursor == null) {
      throw new IllegalStateException("the feed is not open yet");
    }
    return cursor;
  }

  /// The place behind the newest change; empty until the feed is open.
  Optional<FeedCursor> end() {
    lock.lock();
    try {
      return Optional.ofNullable(end);
    } finally {
      lock.unlock();
    }
  }

  /// Where a reader at `cursor` goes on here: a sequence number, or nothing when it lacks changes
  /// that are no longer here.
  Optional<Long> find(FeedCursor cursor) {
    lock.lock();
    try {
      if (cursor.covers(opened(end))) {
        return Optional.of(next);
      }
      return cursor.covers(opened(start)) ? Optional.of(first) : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /// What follows `sequence` for a reader at `cursor`: at most so many changes and bytes, but one
  /// change in any case. Empty when it is no longer here.
  Optional<Found> from(long sequence, FeedCursor cursor, int mostChanges, int mostBytes) {
    lock.lock();
    try {
      if (sequence < first) {
        return Optional.empty();
      }
      var found = new ArrayList<Step>();
      var numbers = new ArrayList<Long>();
      FeedCursor at = cursor;
      long size = 0;
      long seen = sequence;
      while (seen < next && found.size() < mostChanges && size < mostBytes) {
        Step step = steps[slot(seen++)];
        if (!at.gave(step.change().partition(), step.change().offset())) {
          Step given = step.from(at);
          found.add(given);
          numbers.add(seen - 1);
          at = given.after();
          size += given.bytes();
        }
      }
      boolean isEnd = seen == next;
      return Optional.of(
          new Found(new Stretch(found, isEnd ? at.max(opened(end)) : at), numbers, seen, isEnd));
    } finally {
      lock.unlock();
    }
  }

  /// The steps with sequence numbers from `sequence` that are still here.
  List<Numbered> since(long sequence) {
    lock.lock();
    try {
      var all = new ArrayList<Numbered>();
      for (long number = Math.max(first, sequence); number < next; number++) {
        all.add(new Numbered(number, steps[slot(number)]));
      }
      return List.copyOf(all);
    } finally {
      lock.unlock();
    }
  }

  /// A step with its sequence number.
  record Numbered(long sequence, Step step) {}

  /// The source position that a reader of everything here has seen.
  Position position() {
    lock.lock();
    try {
      return position;
    } finally {
      lock.unlock();
    }
  }

  /// Waits until the position is reached, or for as long as `patience`; answers whether it is.
  boolean await(Position required, Duration patience) throws InterruptedException {
    long nanos = patience.toNanos();
    lock.lock();
    try {
      while (nanos > 0 && !position.reached(required)) {
        nanos = moved.awaitNanos(nanos);
      }
      return position.reached(required);
    } finally {
      lock.unlock();
    }
  }
}
