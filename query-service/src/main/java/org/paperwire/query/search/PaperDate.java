package org.paperwire.query.search;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.paperwire.bibliography.PartialDate;
import org.paperwire.query.papers.Paper;

/// The date under which a paper is listed: the day a source listed it, or, where no source did, its
/// date of publication as precise as that is known. A paper without either has no date; in lists it
/// stands at the day on which Paperwire first saw it.
final class PaperDate {

  private PaperDate() {}

  static Optional<PartialDate> of(Paper paper) {
    return paper.listedAt().or(paper::publishedAt).flatMap(PartialDate::parse);
  }

  /// The day to order by, never absent.
  static LocalDate day(Paper paper) {
    return of(paper)
        .map(PartialDate::earliest)
        .or(() -> paper.firstSeenAt().map(seen -> LocalDate.ofInstant(seen, ZoneOffset.UTC)))
        .orElse(LocalDate.EPOCH);
  }
}
