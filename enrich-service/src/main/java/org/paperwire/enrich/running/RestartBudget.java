package org.paperwire.enrich.running;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/// How many threads may die of what nobody understands before everything is stopped and looked at:
/// five in ten minutes. A thread that dies each time it starts would otherwise do so for ever, and
/// look alive.
final class RestartBudget {

  static final int RESTARTS_MAX = 5;
  static final Duration WITHIN = Duration.ofMinutes(10);

  private final Deque<Instant> restarts = new ArrayDeque<>();

  /// Whether one more is within the budget; it is then spent.
  synchronized boolean spend(Instant now) {
    while (!restarts.isEmpty() && restarts.getFirst().isBefore(now.minus(WITHIN))) {
      restarts.removeFirst();
    }
    if (restarts.size() >= RESTARTS_MAX) {
      return false;
    }
    restarts.addLast(now);
    return true;
  }
}
