package org.paperwire.ingest.captures;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.paperwire.bibliography.SourceName;

/// What is known of a capture beside its bytes.
///
/// @param capturedAt when the page looked like this
/// @param url the page's address
/// @param source who speaks, if that is not the one whose pages these are
public record CaptureContext(
    Optional<Instant> capturedAt, Optional<String> url, Optional<SourceName> source) {

  /// Nothing is known.
  public static final CaptureContext UNKNOWN =
      new CaptureContext(Optional.empty(), Optional.empty(), Optional.empty());

  /// Captured on a day.
  public static CaptureContext of(LocalDate day) {
    return new CaptureContext(
        Optional.of(day.atStartOfDay(ZoneOffset.UTC).toInstant()),
        Optional.empty(),
        Optional.empty());
  }

  Optional<LocalDate> captureDay() {
    return capturedAt.map(at -> LocalDate.ofInstant(at, ZoneOffset.UTC));
  }
}
