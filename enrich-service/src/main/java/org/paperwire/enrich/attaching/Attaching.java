package org.paperwire.enrich.attaching;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.paperwire.bibliography.PaperId;
import org.paperwire.enrich.identity.Membership;
import org.paperwire.enrich.records.Versions;

/// What follows from an answer of identity for the record that it is about.
public final class Attaching {

  private Attaching() {}

  /// What the record tells its paper, and the one it leaves.
  ///
  /// The record may have changed since identity was asked, and is attached as it was then: the
  /// answer to the change is on its way.
  ///
  /// @param answer what identity said
  /// @param record as it now is, and as it was
  /// @param before the paper that the record was last attached to
  public static List<Attachment> on(Membership answer, Versions record, Optional<PaperId> before) {
    var told = new ArrayList<Attachment>();
    Optional<PaperId> from = before.filter(paper -> !paper.equals(answer.paper()));
    from.ifPresent(
        paper ->
            told.add(new Attachment.Left(paper, answer.record(), answer.epoch(), answer.paper())));
    told.add(
        new Attachment.Joined(
            answer.paper(),
            answer.record(),
            answer.epoch(),
            answer.cluster(),
            record.at(answer.version()),
            from));
    return told;
  }
}
