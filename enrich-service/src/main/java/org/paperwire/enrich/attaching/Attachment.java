package org.paperwire.enrich.attaching;

import java.util.List;
import org.paperwire.bibliography.PaperId;
import org.paperwire.bibliography.RecordKey;
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
  /// @param members all records of the paper, the representative first
  /// @param content what the record says
  record Joined(
      PaperId paper, RecordKey record, long epoch, List<RecordKey> members, Versioned content)
      implements Attachment {
    public Joined {
      members = List.copyOf(members);
    }
  }

  /// The record is no member any more.
  ///
  /// @param into the paper it has left for
  record Left(PaperId paper, RecordKey record, long epoch, PaperId into) implements Attachment {}
}
