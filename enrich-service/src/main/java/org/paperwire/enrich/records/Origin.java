package org.paperwire.enrich.records;

import java.util.Comparator;
import java.util.Optional;
import org.paperwire.bibliography.SourceName;

/// Where a source says something: under its own id of the paper, or else at a place in one of its
/// lists. A source has one word per origin; what it says there later takes the place of what it
/// said before.
///
/// @param source who says it
/// @param sourceId the source's own id, where it has one; then list and position do not tell
///   origins apart
/// @param list digest of the list that showed it
/// @param position place in that list, from 0
public record Origin(
    SourceName source,
    Optional<String> sourceId,
    Optional<String> list,
    Optional<Integer> position) {

  /// By source, native id, list and position; what is absent comes first.
  public static final Comparator<Origin> ORDER =
      Comparator.comparing(Origin::source)
          .thenComparing(Origin::sourceId, Absent.first())
          .thenComparing(Origin::list, Absent.first())
          .thenComparing(Origin::position, Absent.first());

  /// What tells this origin from others.
  Origin identity() {
    return sourceId.isPresent()
        ? new Origin(source, sourceId, Optional.empty(), Optional.empty())
        : this;
  }
}
