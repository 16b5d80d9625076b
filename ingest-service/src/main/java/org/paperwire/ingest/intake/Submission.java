package org.paperwire.ingest.intake;

import java.time.Instant;
import java.util.Optional;
import org.paperwire.bibliography.SourceName;
import org.paperwire.ingest.Limits;
import org.paperwire.ingest.Moment;
import org.paperwire.ingest.PlainText;
import org.paperwire.ingest.captures.CaptureContext;
import org.paperwire.ingest.publishing.Door;
import org.paperwire.ingest.publishing.Given;
import org.paperwire.platform.Problem;
import org.paperwire.platform.ProblemException;

/// What a request says of its body.
///
/// @param door the way it came in
/// @param name what a person calls it
/// @param contentType the media type it is said to have
record Submission(
    Door door, CaptureContext context, Optional<String> name, Optional<String> contentType) {

  /// Reads the parameters.
  ///
  /// @throws ProblemException 400 when one of them is malformed; empty is the same as absent
  static Submission of(
      Door door,
      Optional<String> source,
      Optional<String> capturedAt,
      Optional<String> name,
      Optional<String> url,
      Optional<String> contentType) {
    Optional<String> address = text("url", url);
    return new Submission(
        door,
        new CaptureContext(moment(capturedAt), address, source(source)),
        text("name", name).or(() -> address),
        contentType.map(PlainText::fold));
  }

  /// What it takes to send a dead letter of it in again.
  Given given() {
    return new Given(door, context.source(), context.capturedAt(), context.url());
  }

  private static Optional<SourceName> source(Optional<String> parameter) {
    return parameter
        .filter(text -> !text.isBlank())
        .map(
            text ->
                SourceName.parse(text)
                    .orElseThrow(
                        () ->
                            bad(
                                "source",
                                "source is expected as [a-z][a-z0-9-]*, at most 64 characters, and"
                                    + " not the name of an identifier namespace")));
  }

  private static Optional<Instant> moment(Optional<String> parameter) {
    return parameter
        .filter(text -> !text.isBlank())
        .map(
            text ->
                Moment.parse(text.strip())
                    .orElseThrow(
                        () -> bad("captured-at", "capturedAt is expected as " + Moment.EXPECTED)));
  }

  private static Optional<String> text(String parameter, Optional<String> value) {
    Optional<String> text = value.map(PlainText::fold).filter(folded -> !folded.isEmpty());
    if (text.isPresent() && text.get().length() > Limits.NAME_CHARACTERS_MAX) {
      throw bad(
          parameter,
          "%s has more than %d characters".formatted(parameter, Limits.NAME_CHARACTERS_MAX));
    }
    return text;
  }

  private static ProblemException bad(String parameter, String detail) {
    return new ProblemException(Problem.badRequest(parameter + "-malformed", detail));
  }
}
