package org.paperwire.enrich.steps;

import java.time.Duration;

/// When a stream thread asks for a commit before its interval is over.
///
/// Under exactly-once nobody sees a result before its transaction is committed, four times in a row
/// on the way to a paper. Fresh records are therefore committed at once, but not more often than
/// every [#PAUSE]. Records that are old already are a backlog or a replay: nobody waits for the
/// single one, and a transaction costs the broker a marker on every partition that it wrote to, so
/// they are left to the interval. What comes out is the same either way.
///
/// One for each thread, which commits all its tasks together.
final class CommitPace {

  /// At least this long between two commits that are asked for.
  static final Duration PAUSE = Duration.ofMillis(100);

  /// A record that was published longer ago is not fresh any more.
  static final Duration FRESH = Duration.ofSeconds(2);

  private static final ThreadLocal<CommitPace> OF_THREAD = ThreadLocal.withInitial(CommitPace::new);

  private long last;

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

  /// Whether a commit may be asked for now; then it counts as asked for.
  ///
  /// @param now milliseconds of the epoch
  boolean allows(long now) {
    boolean allowed = now < last || now - last >= PAUSE.toMillis();
    if (allowed) {
      last = now;
    }
    return allowed;
  }
}
