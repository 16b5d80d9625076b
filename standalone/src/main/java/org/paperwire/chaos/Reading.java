package org.paperwire.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// In which order papers are written: new ones one after the other, and between them some that were
/// written before, as they were, like lists that are read again.
///
/// @param sightings how many in all
/// @param again the share of them that were written before, from 0 to below 1
/// @param seed decides which come again, and when
record Reading(int sightings, double again, long seed) {

  /// Papers that are written at once, by their numbers.
  ///
  /// @param from the first
  /// @param to behind the last
  record Body(int from, int to) {

    int size() {
      return to - from;
    }
  }

  /// How many papers there are.
  int papers() {
    return Math.max(1, (int) Math.round(sightings * (1 - again)));
  }

  /// All bodies.
  ///
  /// @param size of each, at most
  List<Body> bodies(int size) {
    var random = new Random(seed);
    var bodies = new ArrayList<Body>();
    var known = new ArrayList<Body>();
    int toCome = papers();
    for (int left = sightings; left > 0; left -= bodies.getLast().size()) {
      if (known.isEmpty() || random.nextInt(left) < toCome) {
        int from = papers() - toCome;
        var next = new Body(from, from + Math.min(size, toCome));
        toCome -= next.size();
        known.add(next);
        bodies.add(next);
      } else {
        Body before = known.get(random.nextInt(known.size()));
        bodies.add(new Body(before.from(), before.from() + Math.min(before.size(), left - toCome)));
      }
    }
    return bodies;
  }
}
