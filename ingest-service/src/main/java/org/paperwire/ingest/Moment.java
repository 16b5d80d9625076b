package org.paperwire.ingest;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/// A point in time as senders state it: a day, which begins at midnight UTC, or a time with its
/// offset.
public final class Moment {

  /// What [#parse] reads, for a person.
  public static final String EXPECTED =
      "a day (2025-10-30) or a time with its offset (2025-10-30T12:00:00Z)";

  private static final Instant EARLIEST = Instant.parse("1000-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("3000-01-01T00:00:00Z");

  private Moment() {}

  /// Empty when it is neither, or in no year of any paper.
  public static Optional<Instant> parse(String text) {
    try {
      Instant time =
          text.indexOf('T') < 0
              ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
              : OffsetDateTime.parse(text).toInstant();
      return Optional.of(time).filter(t -> !t.isBefore(EARLIEST) && t.isBefore(LATEST));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
