package org.paperwire.query.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a reader is given of a stretch, and the place where it is then.
///
/// @param steps that pass its filter
/// @param end the place behind them and behind what did not pass
record Portion(List<Step> steps, FeedCursor end) {

  Portion {
    steps = List.copyOf(steps);
  }

  /// The beginning of a stretch: as much as passes the filter until it has so many bytes.
  static Portion of(Stretch stretch, Optional<Filter> filter, int bytesMost) {
    var passed = new ArrayList<Step>();
    long bytes = 0;
    for (Step step : stretch.steps()) {
      if (bytes >= bytesMost) {
        return new Portion(passed, passed.getLast().after());
      }
      if (filter.isEmpty() || filter.get().passes(step.change())) {
        passed.add(step);
        bytes += step.bytes();
      }
    }
    return new Portion(passed, stretch.end());
  }
}
