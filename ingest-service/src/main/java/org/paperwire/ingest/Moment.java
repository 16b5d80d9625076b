package org.paperwire.ingest;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/// A point in time as senders state it. Whatever is read here is in a year of some paper, from 1000
/// to 2999, so that it fits wherever a date or a number of milliseconds is kept.
public final class Moment {

  /// What [#parse] reads, for a person.
  public static final String EXPECTED =
      "a day (2025-10-30) or a time with its offset (2025-10-30T12:00:00Z)";

  private static final Instant EARLIEST = Instant.parse("1000-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("3000-01-01T00:00:00Z");

  private Moment() {}

  /// Reads a day, which begins at midnight UTC, or a time with its offset. Empty when it is
  /// neither, or in no year of any paper.
  public static Optional<Instant> parse(String text) {
    try {
      Instant time =
          text.indexOf('T') < 0
              ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
              : OffsetDateTime.parse(text).toInstant();
      return Optional.of(time).filter(Moment::isOfSomePaper);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /// Reads a time as RSS and Atom write it (`Thu, 24 Sep 2026 00:00:00 -0400`,
  /// `2025-08-20T00:00:00-04:00`), with the offset, which says what day it was there. Empty when it
  /// is neither, or in no year of any paper.
  public static Optional<OffsetDateTime> ofFeed(String text) {
    String written = text.strip();
    try {
      return Optional.of(
              written.indexOf(' ') < 0
                  ? OffsetDateTime.parse(written)
                  : OffsetDateTime.parse(written, DateTimeFormatter.RFC_1123_DATE_TIME))
          .filter(time -> isOfSomePaper(time.toInstant()));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /// Whether a time is in a year of some paper.
  public static boolean isOfSomePaper(Instant time) {
    return !time.isBefore(EARLIEST) && time.isBefore(LATEST);
  }
}
