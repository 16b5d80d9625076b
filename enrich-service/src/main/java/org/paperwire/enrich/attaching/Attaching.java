package org.paperwire.enrich.attaching;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.paperwire.bibliography.PaperId;
import org.paperwire.enrich.identity.Membership;
import org.paperwire.enrich.records.Versioned;

/// What follows from an answer of identity for the record that it is about.
public final class Attaching {

  private Attaching() {}

  /// What the record tells its paper, and the one it leaves.
  ///
  /// The record may have changed since identity was asked, and is attached as it now is. Passing
  /// the answer over would hold back what was said until the change has been answered too, and
  /// whoever waited for the older word would miss it.
  ///
  /// @param answer what identity said
  /// @param record the record as it now is
  /// @param before the paper that the record was last attached to
  public static List<Attachment> on(Membership answer, Versioned record, Optional<PaperId> before) {
    var told = new ArrayList<Attachment>();
    Optional<PaperId> from = before.filter(paper -> !paper.equals(answer.paper()));
    from.ifPresent(
        paper ->
            told.add(new Attachment.Left(paper, answer.record(), answer.epoch(), answer.paper())));
    told.add(
        new Attachment.Joined(
            answer.paper(), answer.record(), answer.epoch(), answer.cluster(), record, from));
    return told;
  }
}
