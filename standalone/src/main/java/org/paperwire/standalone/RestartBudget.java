package org.paperwire.standalone;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// How often a child that died is started again: at once the first time, then after longer and
/// longer pauses, and not any more when it keeps dying, because then somebody has to look.
final class RestartBudget {

  static final int RESTARTS_MAX = 5;
  static final Duration WITHIN = Duration.ofMinutes(10);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

  private final Deque<Instant> restarts = new ArrayDeque<>();

  /// The pause before the next start, or nothing when the budget is used up.
  Optional<Duration> next(Instant now) {
    restarts.removeIf(then -> then.isBefore(now.minus(WITHIN)));
    if (restarts.size() >= RESTARTS_MAX) {
      return Optional.empty();
    }
    Duration pause = FIRST_PAUSE.multipliedBy((1L << (2 * restarts.size())) - 1).dividedBy(3);
    restarts.add(now);
    return Optional.of(pause);
  }
}
