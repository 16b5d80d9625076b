package org.paperwire.enrich.merging;

import java.time.Instant;
import java.util.Optional;
import org.paperwire.bibliography.SourceName;

/// Whose word a field is.
///
/// @param sightingId the sighting that gave the value
/// @param source who said it
/// @param observedAt when it was so
public record Provenance(String sightingId, SourceName source, Optional<Instant> observedAt) {}
