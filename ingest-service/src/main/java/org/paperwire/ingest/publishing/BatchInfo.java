package org.paperwire.ingest.publishing;

import java.time.Instant;
import java.util.Optional;

/// The capture or request that brought something.
///
/// @param batchId its id
/// @param name what a person calls it: a file name or address
/// @param receivedAt when it was taken in; decides nothing
/// @param given what else it said, for its dead letters
public record BatchInfo(String batchId, Optional<String> name, Instant receivedAt, Given given) {}
