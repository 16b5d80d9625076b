package org.paperwire.enrich.merging;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.paperwire.bibliography.RecordKey;
import org.paperwire.enrich.records.Origin;

/// One place where the paper was seen.
///
/// @param sightingId id of the sighting
/// @param record the record it belongs to
/// @param origin who said it, and where
/// @param observedAt when it was so
public record SightingRef(
    String sightingId, RecordKey record, Origin origin, Optional<Instant> observedAt) {

  /// By source, native id, list, position; then, for the same place under two records, by record.
  static final Comparator<SightingRef> ORDER =
      Comparator.comparing(SightingRef::origin, Origin.ORDER)
          .thenComparing(SightingRef::record)
          .thenComparing(SightingRef::sightingId);
}
