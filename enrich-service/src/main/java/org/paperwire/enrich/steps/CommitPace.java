package org.paperwire.enrich.steps;

import java.time.Duration;

/// When a stream thread asks for a commit before its interval is over.
///
/// Under exactly-once nobody sees a result before its transaction is committed, four times in a row
/// on the way to a paper. Fresh records are therefore committed at once; but from the end of one
/// commit to the next that is asked for, a thread works at least as long as its commits take. Where
/// the broker is quick or idle that is [#PAUSE_MIN]; under load commits take longer, and there are
/// fewer of them.
///
/// The pause begins where a commit ends, not where it is asked for: Kafka Streams takes one record
/// of each task between two commits that follow each other, and only when it may go on more and
/// more of them. A pause that is over before the commit is would leave it at one.
///
/// Records that are old already are a backlog or a replay: nobody waits for the single one, and a
/// transaction costs the broker a marker on every partition that it wrote to, so they are left to
/// the interval. What comes out is the same either way.
///
/// One for each thread, which commits all its tasks together.
final class CommitPace {

  /// At least this long from the end of a commit to the next that is asked for.
  static final Duration PAUSE_MIN = Duration.ofMillis(5);

  /// And no longer than this for what a commit takes.
  static final Duration PAUSE_MAX = Duration.ofMillis(150);

  /// A record that was published longer ago is not fresh any more.
  static final Duration FRESH = Duration.ofSeconds(2);

  /// What is asked for is done after the records that are at hand; if not by now, it never was.
  static final Duration LOST = Duration.ofSeconds(1);

  /// How much of the average is what the last commit took.
  private static final double LAST_SHARE = 0.2;

  private static final ThreadLocal<CommitPace> OF_THREAD = ThreadLocal.withInitial(CommitPace::new);

  private long commits;
  private boolean isUnderWay;
  private long asked;
  private long ended;
  private double takes;

  /// That of the current thread.
  static CommitPace ofThread() {
    return OF_THREAD.get();
  }

  /// Whether somebody may be waiting for what follows from a record.
  ///
  /// @param published when the sighting behind it was published, milliseconds of the epoch
  /// @param now milliseconds of the epoch
  static boolean isFresh(long published, long now) {
    return now - published <= FRESH.toMillis();
  }

  /// How many commits the thread has made. What was processed when it was less is committed.
  long commits() {
    return commits;
  }

  /// Whether a commit was asked for that has not ended: it will take along whatever is processed
  /// before it.
  ///
  /// @param now milliseconds of the epoch
  boolean isUnderWay(long now) {
    return isUnderWay && now >= asked && now - asked < LOST.toMillis();
  }

  /// How long it is until the next commit may be asked for, in milliseconds; 0 for now.
  ///
  /// @param now milliseconds of the epoch
  long pauseLeft(long now) {
    // Who finds himself before the last one has had the clock set back.
    return now < ended ? 0 : Math.max(0, ended + pauseMillis() - now);
  }

  /// A commit is asked for.
  ///
  /// @param now milliseconds of the epoch
  void asks(long now) {
    isUnderWay = true;
    asked = now;
  }

  /// The thread has committed, asked or not.
  ///
  /// @param now milliseconds of the epoch
  void committed(long now) {
    if (isUnderWay(now)) {
      takes += LAST_SHARE * (now - asked - takes);
    }
    isUnderWay = false;
    ended = now;
    commits++;
  }

  private long pauseMillis() {
    return Math.clamp(Math.round(takes), PAUSE_MIN.toMillis(), PAUSE_MAX.toMillis());
  }
}
