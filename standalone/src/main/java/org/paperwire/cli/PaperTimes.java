package org.paperwire.cli;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.IntPredicate;
import org.HdrHistogram.Histogram;

/// When each paper of a run was due to be sent, was answered, and was first seen at each door, and
/// what follows from that. Times are those of [System#nanoTime]; any thread may tell one.
///
/// A wait begins when a paper is *due*, not when it was sent: a sender that is held up by a slow
/// answer does not spare the next paper the time that it stood in line.
final class PaperTimes {

  /// Where a paper is looked for.
  enum Door {
    BY_ID("by id"),
    IN_SEARCH("in search"),
    ON_THE_FEED("on the feed");

    private final String words;

    Door(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /// Waits in the form of a histogram, three digits exact.
  ///
  /// @param micros the waits that ended, in microseconds
  /// @param missing waits that did not end
  record Waits(Histogram micros, int missing) {

    double millis(double percentile) {
      return micros.getTotalCount() == 0 ? 0 : micros.getValueAtPercentile(percentile) / 1e3;
    }
  }

  /// A run.
  ///
  /// @param rate that was asked for, in papers a second
  /// @param papers that count: those after the warm-up
  /// @param answer from due to answered
  /// @param seen from answered to seen; nothing for what was seen before its answer was
  /// @param answeredRate papers a second that were answered
  /// @param seenRate papers a second that came on the feed
  record Outcome(
      int rate,
      int papers,
      Waits answer,
      Map<Door, Waits> seen,
      double answeredRate,
      double seenRate) {

    private static final double ENOUGH = 0.95;

    Waits at(Door door) {
      return Objects.requireNonNull(seen.get(door));
    }

    /// Whether it went as fast as was asked for, give or take a twentieth.
    boolean keptUp() {
      return Math.min(answeredRate, seenRate) >= ENOUGH * rate;
    }

    /// Whether everything that was sent was answered and seen.
    boolean isComplete() {
      return answer.missing() == 0
          && seen.values().stream().allMatch(waits -> waits.missing() == 0);
    }
  }

  private static final long NEVER = Long.MIN_VALUE;
  private static final long MICROS_MAX = TimeUnit.MINUTES.toMicros(10);
  private static final int DIGITS = 3;

  private final int rate;
  private final AtomicLongArray due;
  private final AtomicLongArray answered;
  private final Map<Door, AtomicLongArray> seen = new EnumMap<>(Door.class);

  /// Those that are looked for at the doors other than the feed.
  private final Set<Integer> sought = ConcurrentHashMap.newKeySet();

  /// @param rate papers a second
  /// @param papers how many there will be
  PaperTimes(int rate, int papers) {
    this.rate = rate;
    this.due = never(papers);
    this.answered = never(papers);
    for (Door door : Door.values()) {
      seen.put(door, never(papers));
    }
  }

  private static AtomicLongArray never(int papers) {
    var times = new AtomicLongArray(papers);
    for (int i = 0; i < papers; i++) {
      times.setPlain(i, NEVER);
    }
    return times;
  }

  int papers() {
    return due.length();
  }

  /// It is looked for at every door, not only on the feed.
  void sought(int number) {
    sought.add(number);
  }

  void due(int number, long nanos) {
    due.set(number, nanos);
  }

  void answered(int number, long nanos) {
    answered.set(number, nanos);
  }

  /// The first time counts.
  void seen(Door door, int number, long nanos) {
    at(door).compareAndSet(number, NEVER, nanos);
  }

  private AtomicLongArray at(Door door) {
    return Objects.requireNonNull(seen.get(door));
  }

  /// How many of those that were answered have not come on the feed.
  int awaitedOnTheFeed() {
    AtomicLongArray feed = at(Door.ON_THE_FEED);
    int awaited = 0;
    for (int i = 0; i < papers(); i++) {
      if (answered.get(i) != NEVER && feed.get(i) == NEVER) {
        awaited++;
      }
    }
    return awaited;
  }

  /// What happened to the papers from this one on.
  Outcome outcome(int first) {
    var waits = new EnumMap<Door, Waits>(Door.class);
    for (Door door : Door.values()) {
      IntPredicate looked = door == Door.ON_THE_FEED ? _ -> true : sought::contains;
      waits.put(door, waits(first, answered, at(door), looked));
    }
    return new Outcome(
        rate,
        papers() - first,
        waits(first, due, answered, _ -> true),
        waits,
        perSecond(first, answered),
        perSecond(first, at(Door.ON_THE_FEED)));
  }

  private static Waits waits(
      int first, AtomicLongArray from, AtomicLongArray to, IntPredicate counts) {
    var micros = new Histogram(MICROS_MAX, DIGITS);
    int missing = 0;
    for (int i = first; i < from.length(); i++) {
      if (counts.test(i) && from.get(i) != NEVER) {
        if (to.get(i) == NEVER) {
          missing++;
        } else {
          long nanos = Math.max(0, to.get(i) - from.get(i));
          micros.recordValue(Math.min(MICROS_MAX, TimeUnit.NANOSECONDS.toMicros(nanos)));
        }
      }
    }
    return new Waits(micros, missing);
  }

  /// Over the time in which they were due, or longer if the last came later than that.
  private double perSecond(int first, AtomicLongArray times) {
    int count = 0;
    long last = due.get(first);
    for (int i = first; i < papers(); i++) {
      if (times.get(i) != NEVER) {
        count++;
        last = Math.max(last, times.get(i));
      }
    }
    double planned = (papers() - first) / (double) rate;
    return count / Math.max(planned, (last - due.get(first)) / 1e9);
  }
}
