package org.paperwire.enrich.attaching;

import java.util.Optional;
import org.paperwire.bibliography.PaperId;
import org.paperwire.bibliography.RecordKey;
import org.paperwire.enrich.identity.Cluster;
import org.paperwire.enrich.records.Versioned;

/// What a record tells a paper.
public sealed interface Attachment {

  /// The paper that is told.
  PaperId paper();

  /// The record that tells.
  RecordKey record();

  /// Number of the identity step that this follows from.
  long epoch();

  /// The record is a member and says this.
  ///
  /// @param cluster all that is this paper
  /// @param content what the record says
  /// @param from the paper that it comes from; empty when it was here before, or nowhere
  record Joined(
      PaperId paper,
      RecordKey record,
      long epoch,
      Cluster cluster,
      Versioned content,
      Optional<PaperId> from)
      implements Attachment {}

  /// The record is no member any more.
  ///
  /// @param into the paper it has left for
  record Left(PaperId paper, RecordKey record, long epoch, PaperId into) implements Attachment {}
}
