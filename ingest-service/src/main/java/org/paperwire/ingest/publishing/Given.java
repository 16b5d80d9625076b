package org.paperwire.ingest.publishing;

import java.time.Instant;
import java.util.Optional;
import org.paperwire.bibliography.SourceName;

/// What a request said of its body: what it takes to send a dead letter in again as it came.
///
/// @param source who speaks, where the request says so
/// @param capturedAt when the capture looked like this
/// @param url its address
public record Given(
    Door door, Optional<SourceName> source, Optional<Instant> capturedAt, Optional<String> url) {

  /// Nothing beside the body.
  public static Given through(Door door) {
    return new Given(door, Optional.empty(), Optional.empty(), Optional.empty());
  }
}
