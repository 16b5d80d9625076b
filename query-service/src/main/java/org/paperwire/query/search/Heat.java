package org.paperwire.query.search;

import java.time.LocalDate;

/// The order `sort=hot`: `log2(1 + upvotes + comments) + day × 24/45`, days counted from 1970.
///
/// Twice the interest weighs as much as 45 hours of age. The score never changes as time passes,
/// because all papers age alike (forward decay: Cormode et al., ICDE 2009); so it is computed once
/// and stored. It knows only counts and a day: the boards, with windows and votes, have a topic of
/// their own.
final class Heat {

  private static final double DOUBLINGS_A_DAY = 24.0 / 45.0;

  private Heat() {}

  static double of(long points, LocalDate day) {
    return Math.log1p(Math.max(0, points)) / Math.log(2) + day.toEpochDay() * DOUBLINGS_A_DAY;
  }
}
