package org.paperwire.ingest.polling;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// How long to leave a source alone after failures: a minute, twice as long each time, up to an
/// hour, and of that between a half and the whole, so that those who failed together do not come
/// back together. A source that names a time itself is not asked before.
final class Backoff {

  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final Duration LAST = Duration.ofHours(1);
  private static final int DOUBLINGS_MAX = 10;

  private final RandomGenerator random;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  /// @param failures in a row, at least 1
  Instant after(Instant now, int failures, Optional<Duration> retryAfter) {
    int doublings = Math.min(Math.max(failures - 1, 0), DOUBLINGS_MAX);
    Duration whole = FIRST.multipliedBy(1L << doublings);
    if (whole.compareTo(LAST) > 0) {
      whole = LAST;
    }
    Duration own = whole.dividedBy(2).plusMillis(random.nextLong(whole.toMillis() / 2 + 1));
    Duration asked = retryAfter.orElse(Duration.ZERO);
    Duration wait = asked.compareTo(own) > 0 ? asked : own;
    return now.plus(wait.compareTo(Cursor.WAIT_MAX) > 0 ? Cursor.WAIT_MAX : wait);
  }
}
