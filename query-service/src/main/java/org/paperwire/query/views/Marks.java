package org.paperwire.query.views;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.paperwire.platform.Position;

/// Where the source topics ended at some moments, oldest first. Who has reached the ends of a
/// moment has seen everything that was acknowledged before it.
final class Marks {

  /// Only while a view is far behind do many count; every second one of too many is dropped.
  static final int MOST = 1_024;

  private record Mark(Instant at, Position ends) {}

  // Guarded by this.
  private List<Mark> marks = new ArrayList<>();

  /// Takes in where the sources ended.
  ///
  /// @param at a moment before anybody asked for the ends
  synchronized void add(Instant at, Position ends) {
    if (!marks.isEmpty() && marks.getLast().ends().equals(ends)) {
      marks.removeLast();
    } else if (!marks.isEmpty() && !ends.reached(marks.getLast().ends())) {
      marks.clear(); // Topics that were made anew: what was known is of others.
    }
    if (marks.size() >= MOST) {
      marks = everySecond(marks);
    }
    marks.addLast(new Mark(at, ends));
  }

  private static List<Mark> everySecond(List<Mark> all) {
    var kept = new ArrayList<Mark>();
    for (int i = 1; i < all.size(); i += 2) {
      kept.add(all.get(i));
    }
    return kept;
  }

  /// The last moment of which a position reflects everything; empty when it reflects none that is
  /// known.
  synchronized Optional<Instant> asOf(Position position) {
    int reached = 0;
    int beyond = marks.size();
    while (reached < beyond) {
      int middle = (reached + beyond) >>> 1;
      if (position.reached(marks.get(middle).ends())) {
        reached = middle + 1;
      } else {
        beyond = middle;
      }
    }
    return reached == 0 ? Optional.empty() : Optional.of(marks.get(reached - 1).at());
  }
}
