package org.paperwire.ingest.intake;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.paperwire.ingest.Limits;
import org.paperwire.ingest.deadletters.Letter;
import org.paperwire.ingest.deadletters.LetterFiles;
import org.paperwire.ingest.deadletters.LetterLog;
import org.paperwire.ingest.deadletters.LettersUnreadableException;
import org.paperwire.platform.Position;
import org.paperwire.platform.Problem;
import org.paperwire.platform.ProblemException;
import org.paperwire.platform.access.Needs;
import org.paperwire.platform.keys.Scope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `/v1/dead-letters`: what could not be read or processed, to look at and to send again.
@Controller("/v1/dead-letters")
@Tag(name = "Operations")
@ExecuteOn(TaskExecutors.BLOCKING)
final class DeadLettersController {

  private static final Logger LOG = LoggerFactory.getLogger(DeadLettersController.class);
  private static final Pattern ID = Pattern.compile("[a-z2-7]{26}");
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
  private static final String LIMIT_DEFAULT = "50";

  private final LetterLog letters;
  private final LetterFiles files;
  private final Resending resending;

  DeadLettersController(LetterLog letters, LetterFiles files, Resending resending) {
    this.letters = letters;
    this.files = files;
    this.resending = resending;
  }

  /// Letters, newest first.
  ///
  /// @param cursor where the page before ended
  @Operation(operationId = "deadLetters")
  @Parameter(name = "reason", ref = "#/components/parameters/letterReason")
  @Parameter(name = "source", ref = "#/components/parameters/letterSource")
  @Parameter(name = "stage", ref = "#/components/parameters/letterStage")
  @Parameter(name = "limit", ref = "#/components/parameters/letterLimit")
  @Parameter(name = "cursor", ref = "#/components/parameters/letterCursor")
  @ApiResponse(responseCode = "200", description = "The letters of this page, without their bytes.")
  @ApiResponse(responseCode = "400", ref = "#/components/responses/LettersNotUnderstood")
  @ApiResponse(responseCode = "503", ref = "#/components/responses/LettersUnreadable")
  @Get
  HttpResponse<LetterAnswer.Page> list(
      @QueryValue Optional<String> reason,
      @QueryValue Optional<String> source,
      @QueryValue Optional<String> stage,
      @QueryValue(defaultValue = LIMIT_DEFAULT) int limit,
      @QueryValue Optional<String> cursor) {
    if (limit < 1 || limit > Limits.LETTERS_PER_PAGE_MAX) {
      throw new ProblemException(
          Problem.badRequest(
              "limit-malformed", "limit is from 1 to " + Limits.LETTERS_PER_PAGE_MAX));
    }
    Optional<Position> before = position(cursor);
    var filter = new LetterLog.Filter(reason, source, stage);
    try {
      return HttpResponse.ok(LetterAnswer.Page.of(letters.page(filter, limit, before)));
    } catch (LettersUnreadableException e) {
      throw unreadable(e);
    }
  }

  /// One letter; with `Accept: application/octet-stream`, the thing itself.
  @Operation(operationId = "deadLetter")
  @Parameter(name = "letterId", ref = "#/components/parameters/letterId")
  @Parameter(name = "Accept", hidden = true)
  @ApiResponse(
      responseCode = "200",
      description = "The letter, or the thing itself as it came.",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = LetterAnswer.class)),
        @Content(
            mediaType = MediaType.APPLICATION_OCTET_STREAM,
            schema = @Schema(type = "string", format = "binary"))
      })
  @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
  @ApiResponse(responseCode = "503", ref = "#/components/responses/LettersUnreadable")
  @Get("/{letterId}")
  @Produces({MediaType.APPLICATION_JSON, MediaType.APPLICATION_OCTET_STREAM})
  HttpResponse<?> show(String letterId, @Header(HttpHeaders.ACCEPT) Optional<String> accept)
      throws IOException {
    Letter letter = find(letterId);
    if (accept.filter(types -> types.contains(MediaType.APPLICATION_OCTET_STREAM)).isEmpty()) {
      return HttpResponse.ok(LetterAnswer.of(letter)).contentType(MediaType.APPLICATION_JSON_TYPE);
    }
    var body = files.open(letter);
    if (body.isEmpty()) {
      throw new ProblemException(
          Problem.notFound("The file that holds it is not here; the letter has its first 64 kB."));
    }
    // What somebody sent may be a page with scripts: it is given to be kept, never to be shown.
    return HttpResponse.ok(
        new StreamedFile(body.get(), MediaType.APPLICATION_OCTET_STREAM_TYPE)
            .attach(letterId + ".bin"));
  }

  /// Sends one in again; answers as the door does that it came through.
  @Operation(operationId = "resendDeadLetter")
  @Parameter(name = "letterId", ref = "#/components/parameters/letterId")
  @ApiResponse(
      responseCode = "200",
      description = "What came of it.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema =
                  @Schema(oneOf = {CaptureAnswer.class, PapersAnswer.class, PutBackAnswer.class})))
  @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
  @ApiResponse(responseCode = "413", ref = "#/components/responses/TooLarge")
  @ApiResponse(responseCode = "422", ref = "#/components/responses/NothingInIt")
  @ApiResponse(responseCode = "503", ref = "#/components/responses/NotTaken")
  @Needs(Scope.ADMIN)
  @Post("/{letterId}/resend")
  @Consumes(MediaType.ALL)
  HttpResponse<?> resend(String letterId) throws IOException {
    return switch (resending.resend(find(letterId))) {
      case Resending.Captured(Taken taken) -> at(CaptureAnswer.of(taken), taken.position());
      case Resending.Papers(Taken taken) -> at(PapersAnswer.of(taken), taken.position());
      case Resending.PutBack(String topic, Position position) ->
          at(new PutBackAnswer(topic, position.token()), position);
    };
  }

  private static HttpResponse<?> at(Object answer, Position position) {
    return HttpResponse.ok(answer).header("Paperwire-Position", position.token());
  }

  private Letter find(String letterId) {
    try {
      Optional<Letter> letter =
          ID.matcher(letterId).matches() ? letters.find(letterId) : Optional.empty();
      return letter.orElseThrow(
          () ->
              new ProblemException(
                  Problem.notFound(
                      "There is no such letter among the newest %d."
                          .formatted(Limits.LETTERS_SEARCHED_MAX))));
    } catch (LettersUnreadableException e) {
      throw unreadable(e);
    }
  }

  private static Optional<Position> position(Optional<String> cursor) {
    if (cursor.isEmpty()) {
      return Optional.empty();
    }
    Optional<Position> position = cursor.flatMap(Position::parse).filter(LetterLog::isCursor);
    if (position.isEmpty()) {
      throw new ProblemException(
          Problem.badRequest("cursor-malformed", "cursor is none that a page gave"));
    }
    return position;
  }

  private static ProblemException unreadable(LettersUnreadableException e) {
    LOG.warn("dead letters: {}", e.getMessage());
    return new ProblemException(
        Problem.unavailable(
            "dead-letters-unreadable", "The dead letters cannot be read now.", RETRY_AFTER));
  }
}
