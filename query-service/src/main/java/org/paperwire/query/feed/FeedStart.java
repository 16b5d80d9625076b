package org.paperwire.query.feed;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/// Where a reader wants to begin.
sealed interface FeedStart {

  /// With the first change there is.
  record Earliest() implements FeedStart {}

  /// With the next change there will be.
  record Latest() implements FeedStart {}

  /// With the first change since then.
  record Since(Instant time) implements FeedStart {}

  /// Where it was.
  record Resumed(FeedCursor cursor) implements FeedStart {}

  /// Reads `earliest`, `latest`, an instant or a day (its beginning in UTC), or a cursor.
  static Optional<FeedStart> parse(String text) {
    return switch (text) {
      case "earliest" -> Optional.of(new Earliest());
      case "latest" -> Optional.of(new Latest());
      default ->
          instant(text)
              .<FeedStart>map(Since::new)
              .or(() -> FeedCursor.parse(text).map(Resumed::new));
    };
  }

  private static Optional<Instant> instant(String text) {
    try {
      Instant time =
          text.length() == "2026-01-02".length()
              ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
              // A plus sign that was not escaped in an address arrives as a blank.
              : OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
      return time.toEpochMilli() >= 0 ? Optional.of(time) : Optional.of(Instant.EPOCH);
    } catch (DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
  }
}
