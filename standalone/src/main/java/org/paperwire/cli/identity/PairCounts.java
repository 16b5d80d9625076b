package org.paperwire.cli.identity;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Pairs of records: how many that are one paper were found to be, how many others were, and how
/// many were missed.
public record PairCounts(long found, long wrong, long missed) {

  static final PairCounts NONE = new PairCounts(0, 0, 0);

  /// One pair more.
  PairCounts and(boolean together, boolean same) {
    return new PairCounts(
        found + (together && same ? 1 : 0),
        wrong + (together && !same ? 1 : 0),
        missed + (!together && same ? 1 : 0));
  }

  /// All pairs of records, each of which is in one group that was found and in one that is true.
  ///
  /// @param found of each record, the group that it was found to be in
  /// @param truth of each record, the group that it is in
  static PairCounts afterClosure(List<String> found, List<String> truth) {
    long both =
        pairsWithin(
            IntStream.range(0, found.size()).mapToObj(i -> List.of(found.get(i), truth.get(i))));
    return new PairCounts(
        both, pairsWithin(found.stream()) - both, pairsWithin(truth.stream()) - both);
  }

  private static long pairsWithin(Stream<?> groups) {
    Map<Object, Long> sizes = new HashMap<>();
    groups.forEach(group -> sizes.merge(group, 1L, Long::sum));
    return sizes.values().stream().mapToLong(size -> size * (size - 1) / 2).sum();
  }

  /// How many of those found are right; 1 when none was found.
  double precision() {
    return found + wrong == 0 ? 1 : found / (double) (found + wrong);
  }

  /// How many of the right ones were found; 1 when there are none.
  double recall() {
    return found + missed == 0 ? 1 : found / (double) (found + missed);
  }

  double f1() {
    return found == 0 ? 0 : 2.0 * found / (2 * found + wrong + missed);
  }
}
