package org.paperwire.benchmarks;

import java.util.List;

/// What stands in the middle: the greater one of two.
final class Median {

  private Median() {}

  static double of(List<Double> all) {
    return all.stream().sorted().toList().get(all.size() / 2);
  }
}
