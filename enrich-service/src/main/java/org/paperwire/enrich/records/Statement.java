package org.paperwire.enrich.records;

import java.time.Instant;
import java.util.Optional;

/// One source's word on a paper: the part of a sighting that takes part in merging.
///
/// @param sightingId id of the sighting
/// @param origin where it was said
/// @param observedAt when the sender or the source says it was so
/// @param contentHash [Content#hash] of what was said; kept, because hashing costs more than all
///   the rest
/// @param content what was said
public record Statement(
    String sightingId,
    Origin origin,
    Optional<Instant> observedAt,
    String contentHash,
    Content content) {

  /// A statement whose content is hashed here.
  public static Statement of(
      String sightingId, Origin origin, Optional<Instant> observedAt, Content content) {
    return new Statement(sightingId, origin, observedAt, content.hash(), content);
  }
}
