package org.paperwire.enrich.steps;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/// When a stream thread asks for a commit before its interval is over.
///
/// Under exactly-once nobody sees a result before its transaction is committed, four times in a row
/// on the way to a paper. Fresh records are therefore committed at once, but a thread spends no
/// more than a quarter of its time on commits: between two that are asked for it pauses three times
/// as long as they take on average. Where the broker is quick or idle that is [#PAUSE_MIN]; under
/// load commits take longer, and there are fewer of them.
///
/// Records that are old already are a backlog or a replay: nobody waits for the single one, and a
/// transaction costs the broker a marker on every partition that it wrote to, so they are left to
/// the interval. What comes out is the same either way.
///
/// One for each thread, which commits all its tasks together.
final class CommitPace {

  /// At least this long between two commits that are asked for.
  static final Duration PAUSE_MIN = Duration.ofMillis(20);

  /// And no longer than this for what a commit takes.
  static final Duration PAUSE_MAX = Duration.ofMillis(150);

  private static final double SHARE = 3;

  /// A record that was published longer ago is not fresh any more.
  static final Duration FRESH = Duration.ofSeconds(2);

  private static final ThreadLocal<CommitPace> OF_THREAD = ThreadLocal.withInitial(CommitPace::new);

  private long last;
  private DoubleSupplier commitMillis = () -> 0;

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

  /// Tells it where to look how long commits of this thread take on average, in milliseconds; not a
  /// number as long as there were none.
  void follow(DoubleSupplier commitMillis) {
    this.commitMillis = commitMillis;
  }

  /// Whether a commit may be asked for now; then it counts as asked for.
  ///
  /// @param now milliseconds of the epoch
  boolean allows(long now) {
    boolean allowed = now < last || now - last >= pauseMillis();
    if (allowed) {
      last = now;
    }
    return allowed;
  }

  private long pauseMillis() {
    // Not a number becomes 0.
    long pause = (long) (SHARE * commitMillis.getAsDouble());
    return Math.clamp(pause, PAUSE_MIN.toMillis(), PAUSE_MAX.toMillis());
  }
}
