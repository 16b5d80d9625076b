package org.paperwire.ingest.intake;

import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import org.paperwire.bibliography.SourceName;
import org.paperwire.ingest.Bytes;
import org.paperwire.ingest.Limits;
import org.paperwire.ingest.captures.CaptureContext;
import org.paperwire.ingest.deadletters.Letter;
import org.paperwire.ingest.deadletters.LetterFiles;
import org.paperwire.ingest.deadletters.SourceRecords;
import org.paperwire.ingest.publishing.Door;
import org.paperwire.platform.Position;
import org.paperwire.platform.Problem;
import org.paperwire.platform.ProblemException;
import org.paperwire.topics.Topic;
import org.paperwire.topics.Topics;

/// Sends dead letters in again, as they came and with what was said of them then. What still cannot
/// be read fails for the same reason, and is then the same letter.
///
/// ```
/// a body          ─▶ the door that it came through
/// a paper of many ─▶ its reader
/// a card of many  ─▶ a page of one card, which is a list of its own
/// a step's record ─▶ the source topic that the step read it from
/// ```
@Singleton
final class Resending {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final Intake intake;
  private final LetterFiles files;
  private final SourceRecords records;

  Resending(Intake intake, LetterFiles files, SourceRecords records) {
    this.intake = intake;
    this.files = files;
    this.records = records;
  }

  /// What became of it.
  sealed interface Outcome {}

  /// It went in through the door for captures.
  record Captured(Taken taken) implements Outcome {}

  /// It went in through the door for papers.
  record Papers(Taken taken) implements Outcome {}

  /// It is on its topic again.
  record PutBack(String topic, Position position) implements Outcome {}

  /// Sends it in again.
  ///
  /// @throws ProblemException as the door does, or because it cannot be sent again
  Outcome resend(Letter letter) throws IOException {
    if (!letter.thing().isWhole()) {
      throw refused(
          "kept-in-part",
          "%d of %d bytes are kept of it, and half of a thing is another thing."
              .formatted(letter.thing().keptLength(), letter.thing().length()));
    }
    try (InputStream body = files.open(letter).orElseThrow(() -> elsewhere(letter))) {
      return letter.stage().equals(Letter.INGEST)
          ? takeIn(letter, body, submission(letter))
          : putBack(letter, body.readAllBytes(), submission(letter));
    }
  }

  private Outcome takeIn(Letter letter, InputStream body, Submission submission)
      throws IOException {
    if (letter.request().at().isEmpty()) {
      return submission.door() == Door.PAPERS
          ? new Papers(intake.takePapers(body, submission))
          : new Captured(intake.takeCapture(body, submission));
    }
    if (letter.thing().length() == 0) {
      throw refused(
          "nothing-kept",
          "It says where a stream broke, and nothing was there to be kept. Send the whole again:"
              + " what is there already stays as it is.");
    }
    Bytes item = Bytes.of(body.readNBytes(Limits.BODY_BYTES_MAX));
    if (letter.thing().contentType().filter("text/plain"::equals).isPresent()) {
      return new Captured(intake.takeCard(item, submission));
    }
    if (letter.thing().contentType().filter("application/json"::equals).isEmpty()) {
      // An element or an entry is a document of its own.
      return new Captured(intake.takeCapture(new ByteArrayInputStream(item.toArray()), submission));
    }
    Taken taken = intake.takeItem(place(letter), item, submission);
    return submission.door() == Door.PAPERS ? new Papers(taken) : new Captured(taken);
  }

  private static int place(Letter letter) {
    try {
      return letter.request().at().map(Integer::parseInt).orElse(1);
    } catch (NumberFormatException e) {
      return 1;
    }
  }

  private Outcome putBack(Letter letter, byte[] value, Submission submission) {
    Letter.Place place =
        letter
            .place()
            .orElseThrow(
                () -> refused("not-on-a-source", "It does not say which topic it was read from."));
    Topic<?> topic =
        Topics.SOURCES.stream()
            .filter(source -> source.name().equals(place.topic()))
            .findFirst()
            .orElseThrow(
                () ->
                    refused(
                        "not-on-a-source",
                        "It was read from "
                            + place.topic()
                            + ", which is derived: whatever it was made of goes through again when"
                            + " that is sent again, or when the enrichment is rebuilt."));
    String key =
        place.key().orElseThrow(() -> refused("key-missing", "A record of a source has a key."));
    refuseUnreadable(topic, value);
    return new PutBack(topic.name(), intake.putBack(topic, key, value, submission));
  }

  /// A source keeps its records for ever, so what is none of its records does not go there again.
  private void refuseUnreadable(Topic<?> topic, byte[] value) {
    switch (records.check(topic, value)) {
      case READABLE -> {}
      case NOT_READABLE ->
          throw refused(
              "not-readable", "It is none of the records that " + topic.name() + " holds.");
      case REGISTRY_AWAY ->
          throw new ProblemException(
              Problem.unavailable("not-ready", "The registry does not answer.", RETRY_AFTER));
    }
  }

  private static Submission submission(Letter letter) {
    Letter.Request request = letter.request();
    Optional<SourceName> source =
        request
            .source()
            .flatMap(SourceName::parse)
            .or(
                () ->
                    SourceName.parse(letter.source())
                        .filter(name -> !name.equals(SourceName.UNKNOWN)));
    return new Submission(
        request.door().flatMap(Door::named).orElse(Door.CAPTURES),
        new CaptureContext(request.capturedAt(), request.url(), source),
        request.name(),
        letter.thing().contentType());
  }

  private static ProblemException elsewhere(Letter letter) {
    return refused(
        "file-missing",
        "The whole lies in the file %s of a dead-letter folder, which is not the one here."
            .formatted(letter.thing().file().orElse("")));
  }

  private static ProblemException refused(String slug, String detail) {
    return new ProblemException(Problem.other(slug, "This cannot be sent again", 409, detail));
  }
}
