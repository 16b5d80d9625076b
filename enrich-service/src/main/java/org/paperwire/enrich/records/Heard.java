package org.paperwire.enrich.records;

import java.time.Instant;
import org.paperwire.bibliography.RecordKey;

/// What the source topics say of a record.
public sealed interface Heard {

  /// The record it speaks of.
  RecordKey record();

  /// What it adds to that record.
  WorkRecord adds();

  /// A source described the paper.
  ///
  /// @param receivedAt when it was taken in; decides nothing
  record Sighted(RecordKey record, Statement statement, Instant receivedAt) implements Heard {
    @Override
    public WorkRecord adds() {
      return WorkRecord.of(statement, receivedAt);
    }
  }

  /// A source counted something.
  record Counted(RecordKey record, Count count) implements Heard {
    @Override
    public WorkRecord adds() {
      return WorkRecord.of(count);
    }
  }

  /// A signal that no paper shows: a single vote, or a kind that is not known here.
  record PassedOver(RecordKey record) implements Heard {
    @Override
    public WorkRecord adds() {
      return WorkRecord.EMPTY;
    }
  }
}
