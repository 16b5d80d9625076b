package org.paperwire.ingest;

/// What became of a source's document: papers, or a reason why there are none in it. An answer that
/// lists nothing (a quiet day) has papers, namely none.
public sealed interface Reading {

  /// Its entries, each a sighting or a reject.
  record Papers(Parsed parsed) implements Reading {}

  /// Nothing that could be a paper.
  ///
  /// @param detail one sentence for a person
  record Nothing(Reason reason, String detail) implements Reading {}
}
