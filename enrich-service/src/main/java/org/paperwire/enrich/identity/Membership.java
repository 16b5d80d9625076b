package org.paperwire.enrich.identity;

import org.paperwire.bibliography.PaperId;
import org.paperwire.bibliography.RecordKey;

/// The answer for one record: the paper it belongs to.
///
/// @param record which
/// @param version of the record that was told; [#AS_ANSWERED] when this follows from something else
/// @param cluster all that is this paper
/// @param epoch number of the identity step that answered. Of two answers about one paper the
///   greater epoch knows its members
public record Membership(RecordKey record, long version, Cluster cluster, long epoch) {

  /// Nothing new was told of the record itself: what was answered for last stands.
  public static final long AS_ANSWERED = 0;

  /// Refuses a paper that the record is not a member of.
  public Membership {
    if (!cluster.members().contains(record)) {
      throw new IllegalArgumentException(
          record + " is not among its own paper's " + cluster.members());
    }
  }

  /// The paper, named after its representative.
  public PaperId paper() {
    return PaperId.of(cluster.representative());
  }
}
