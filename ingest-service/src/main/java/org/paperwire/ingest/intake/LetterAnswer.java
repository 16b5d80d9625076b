package org.paperwire.ingest.intake;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.paperwire.ingest.deadletters.Letter;
import org.paperwire.ingest.deadletters.LetterLog;
import org.paperwire.platform.Position;

/// A dead letter as it is told.
///
/// @param letterId the same for the same failure
/// @param stage where it failed: `ingest`, or a step of a topology
/// @param at its place in what the request brought: a card, line or element
/// @param length of the whole, in bytes
/// @param kept how much of it is kept; what is not kept whole cannot be sent again
/// @param bytes the thing itself in base64, or its first 64 kB; not in lists
/// @param topic where on the log a step read it
/// @param exception class and message, where one was thrown
@Serdeable
record LetterAnswer(
    String letterId,
    Instant receivedAt,
    String stage,
    String source,
    String reason,
    String detail,
    Optional<String> door,
    Optional<String> givenSource,
    Optional<String> name,
    Optional<String> url,
    Optional<Instant> capturedAt,
    Optional<String> at,
    Optional<String> batchId,
    Optional<String> contentType,
    long length,
    long kept,
    String sha256,
    Optional<String> topic,
    Optional<Integer> partition,
    Optional<Long> offset,
    Optional<String> key,
    Optional<String> exception,
    Optional<String> bytes) {

  /// Some of them, newest first.
  ///
  /// @param next the cursor of the others; a page may be short, even empty, and have one
  @Serdeable
  record Page(List<LetterAnswer> items, Optional<String> next) {
    static Page of(LetterLog.Page page) {
      return new Page(
          page.letters().stream().map(letter -> LetterAnswer.of(letter, Optional.empty())).toList(),
          page.next().map(Position::token));
    }
  }

  /// With its bytes.
  static LetterAnswer of(Letter letter) {
    return of(
        letter, Optional.of(Base64.getEncoder().encodeToString(letter.thing().bytes().toArray())));
  }

  private static LetterAnswer of(Letter letter, Optional<String> bytes) {
    Letter.Thing thing = letter.thing();
    Letter.Request request = letter.request();
    Optional<Letter.Place> place = letter.place();
    return new LetterAnswer(
        letter.letterId(),
        letter.receivedAt(),
        letter.stage(),
        letter.source(),
        letter.reason(),
        letter.detail(),
        request.door(),
        request.source(),
        request.name(),
        request.url(),
        request.capturedAt(),
        request.at(),
        request.batchId(),
        thing.contentType(),
        thing.length(),
        thing.keptLength(),
        thing.sha256(),
        place.map(Letter.Place::topic),
        place.map(Letter.Place::partition),
        place.map(Letter.Place::offset),
        place.flatMap(Letter.Place::key),
        letter.exception(),
        bytes);
  }
}
