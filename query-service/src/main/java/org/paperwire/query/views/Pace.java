package org.paperwire.query.views;

import java.time.Duration;

/// Holds what is read to a rate. What was not used for a while is not made up for.
final class Pace {

  /// No single pause is longer: whoever is to stop, does.
  private static final Duration PAUSE_MAX = Duration.ofMillis(500);

  private final int perSecondMax;
  private long due = System.nanoTime();

  /// @param perSecondMax records a second; 0 is no limit
  Pace(int perSecondMax) {
    this.perSecondMax = perSecondMax;
  }

  /// How many records to take at a time, so that the pauses between them are short.
  int batch(int most) {
    return perSecondMax == 0 ? most : Math.clamp(perSecondMax / 10, 1, most);
  }

  /// How long to rest after so many records.
  Duration after(int records, long now) {
    if (perSecondMax == 0 || records == 0) {
      return Duration.ZERO;
    }
    due = Math.max(due, now - PAUSE_MAX.toNanos()) + records * 1_000_000_000L / perSecondMax;
    return Duration.ofNanos(Math.clamp(due - now, 0, PAUSE_MAX.toNanos()));
  }
}
