package org.paperwire.enrich.identity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.paperwire.bibliography.RecordKey;

/// Which of the records that hang together are one paper: a function of the set of bonds.
///
/// Bonds are taken the strongest first, those that people said before all others; each joins the
/// clusters of its two records, unless that would put two records together that are kept apart.
/// What people keep apart no bond joins; what only matching keeps apart people may join.
final class Clustering {

  /// Two records that something holds together.
  ///
  /// @param isSaid whether people said so
  /// @param score from 0 to 1
  record Bond(Pair pair, boolean isSaid, double score) implements Comparable<Bond> {

    private static final Comparator<Bond> ORDER =
        Comparator.comparing(Bond::isSaid)
            .thenComparingDouble(Bond::score)
            .reversed()
            .thenComparing(Bond::pair);

    @Override
    public int compareTo(Bond other) {
      return ORDER.compare(this, other);
    }
  }

  /// What keeps two records apart.
  interface Apart {

    /// Whether people said that they are different.
    boolean isSaid(Pair pair);

    /// Whether their features exclude that they are the same.
    Optional<String> isSeen(Pair pair);
  }

  private Clustering() {}

  /// The clusters, each sorted, of all the records.
  static List<List<RecordKey>> of(
      Collection<RecordKey> records, Collection<Bond> bonds, Apart apart) {
    Map<RecordKey, List<RecordKey>> clusterOf = new HashMap<>();
    records.forEach(record -> clusterOf.put(record, new ArrayList<>(List.of(record))));
    bonds.stream()
        .sorted()
        .forEach(
            bond -> {
              List<RecordKey> one = clusterOf.get(bond.pair().first());
              List<RecordKey> other = clusterOf.get(bond.pair().second());
              if (one != null
                  && other != null
                  && one != other
                  && mayJoin(one, other, bond, apart)) {
                one.addAll(other);
                other.forEach(record -> clusterOf.put(record, one));
              }
            });
    Set<List<RecordKey>> clusters = Collections.newSetFromMap(new IdentityHashMap<>());
    clusters.addAll(clusterOf.values());
    return clusters.stream().map(cluster -> cluster.stream().sorted().toList()).toList();
  }

  private static boolean mayJoin(
      List<RecordKey> one, List<RecordKey> other, Bond bond, Apart apart) {
    for (RecordKey a : one) {
      for (RecordKey b : other) {
        Pair pair = Pair.of(a, b);
        if (apart.isSaid(pair) || !bond.isSaid() && apart.isSeen(pair).isPresent()) {
          return false;
        }
      }
    }
    return true;
  }
}
