package org.paperwire.enrich.identity;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.paperwire.bibliography.RecordKey;
import org.paperwire.enrich.matching.BlockKey;

/// What identity remembers between two steps.
public interface IdentityState {

  /// What is known of a record; empty before it was described.
  Optional<Known> known(RecordKey record);

  void know(RecordKey record, Known known);

  /// Whom a record is alike; both ends of a link know of it.
  SortedMap<RecordKey, Link> links(RecordKey record);

  void link(Pair pair, Link link);

  void unlink(Pair pair);

  /// What people decided about a record and others, which need not be there; both ends know of it.
  SortedMap<RecordKey, Decision> decisions(RecordKey record);

  void decide(RecordKey record, SortedMap<RecordKey, Decision> decisions);

  /// The cluster of a representative; empty when it is [Cluster#isPlain].
  Optional<Cluster> cluster(RecordKey representative);

  /// Remembers the cluster under its representative.
  void cluster(Cluster cluster);

  /// Forgets the cluster of who is no representative any more, or is plainly alone.
  void scatter(RecordKey representative);

  /// The records of a block that stand before a place, the nearest first.
  List<RecordKey> before(BlockKey block, String place, int atMost);

  /// The records of a block that stand behind a place, the nearest first.
  List<RecordKey> after(BlockKey block, String place, int atMost);

  void enter(BlockKey block, String place, RecordKey record);

  void leave(BlockKey block, String place);
}
