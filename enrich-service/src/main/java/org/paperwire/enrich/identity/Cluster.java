package org.paperwire.enrich.identity;

import java.util.List;
import org.paperwire.bibliography.PaperId;
import org.paperwire.bibliography.RecordKey;

/// The records that are one paper, and what is near it.
///
/// @param members sorted, the representative first
/// @param related papers near this one, the nearest first, at most [#RELATED_MAX]
/// @param ties the pairs that made it so, and the near misses, at most [#TIES_MAX]
public record Cluster(List<RecordKey> members, List<PaperId> related, List<Tie> ties) {

  public static final int RELATED_MAX = 10;
  public static final int TIES_MAX = 16;

  public Cluster {
    members = members.stream().distinct().sorted().toList();
    related = List.copyOf(related);
    ties = List.copyOf(ties);
  }

  /// A record by itself.
  static Cluster alone(RecordKey record) {
    return new Cluster(List.of(record), List.of(), List.of());
  }

  RecordKey representative() {
    return members.getFirst();
  }

  /// Whether there is no more to it than one record.
  boolean isPlain() {
    return members.size() == 1 && related.isEmpty() && ties.isEmpty();
  }
}
