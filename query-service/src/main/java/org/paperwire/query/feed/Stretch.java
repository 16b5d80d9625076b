package org.paperwire.query.feed;

import java.util.List;

/// What follows a place: steps in order, and the place that is reached behind them, which may lie
/// further than the last of them (transactions leave gaps).
///
/// @param steps that lie ahead, the first of them next
/// @param end the place behind
record Stretch(List<Step> steps, FeedCursor end) {

  Stretch {
    steps = List.copyOf(steps);
  }

  long bytes() {
    return steps.stream().mapToLong(Step::bytes).sum();
  }
}
