package org.paperwire.ingest;

import java.time.Instant;
import java.util.Optional;
import org.paperwire.bibliography.Fingerprint;
import org.paperwire.bibliography.RecordKey;

/// One source said this about one paper.
///
/// @param observedAt when the sender or the source says that this was so
/// @param raw the thing it was read from; absent when it is larger than [Limits#RAW_BYTES_MAX]
public record Sighting(
    Origin origin,
    Statement statement,
    Optional<Instant> observedAt,
    Optional<Raw> raw,
    Parser parser) {

  private static final int ID_CHARACTERS = 26;

  public Sighting {
    raw = raw.filter(thing -> thing.bytes().size() <= Limits.RAW_BYTES_MAX);
  }

  /// Equal for equal statements from one origin, whenever and however often they arrive.
  public String sightingId() {
    return statement.addTo(origin.addTo(new Fingerprint())).base32(ID_CHARACTERS);
  }

  /// The record it belongs to.
  public RecordKey recordKey() {
    return RecordKey.of(
        statement.identifiers(),
        origin.source(),
        origin instanceof Origin.Native(_, String id) ? Optional.of(id) : Optional.empty(),
        statement.title(),
        statement.authors().stream().findFirst().map(Author::name),
        statement.abstractText());
  }
}
