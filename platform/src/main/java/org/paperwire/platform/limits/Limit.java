package org.paperwire.platform.limits;

import java.time.Duration;

/// How much one caller may ask for.
///
/// @param perSecond in the long run
/// @param atOnce after a pause
public record Limit(int perSecond, int atOnce) {

  private static final int MOST = 1_000_000;

  public Limit {
    if (perSecond < 1 || atOnce < 1 || perSecond > MOST || atOnce > MOST) {
      throw new IllegalArgumentException(
          "a limit is at least one, and at most %d, a second and at once".formatted(MOST));
    }
  }

  /// From one to the next, in the long run.
  Duration interval() {
    return Duration.ofSeconds(1).dividedBy(perSecond);
  }

  /// From none to as many as there may be at once.
  Duration recovery() {
    return interval().multipliedBy(atOnce);
  }
}
