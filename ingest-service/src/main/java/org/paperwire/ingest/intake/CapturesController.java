package org.paperwire.ingest.intake;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.paperwire.ingest.publishing.Door;
import org.paperwire.platform.access.Needs;
import org.paperwire.platform.keys.Scope;

/// `POST /v1/captures`: a page, feed or file as it is.
@Controller("/v1/captures")
@Tag(name = "Intake")
@ExecuteOn(TaskExecutors.BLOCKING)
final class CapturesController {

  private final Intake intake;

  CapturesController(Intake intake) {
    this.intake = intake;
  }

  /// Takes a page, feed or file as it is.
  @Operation(operationId = "sendCapture")
  @Parameter(name = "source", ref = "#/components/parameters/inCaptureSource")
  @Parameter(name = "capturedAt", ref = "#/components/parameters/inCapturedAt")
  @Parameter(name = "name", ref = "#/components/parameters/inName")
  @Parameter(name = "url", ref = "#/components/parameters/inUrl")
  @RequestBody(ref = "#/components/requestBodies/Capture")
  @AcknowledgedAnswers
  @Needs(Scope.INGEST)
  @Post
  @Consumes(MediaType.ALL)
  HttpResponse<CaptureAnswer> post(
      @QueryValue Optional<String> source,
      @QueryValue Optional<String> capturedAt,
      @QueryValue Optional<String> name,
      @QueryValue Optional<String> url,
      @Header("Content-Type") Optional<String> contentType,
      @Body @Nullable InputStream body) {
    var submission = Submission.of(Door.CAPTURES, source, capturedAt, name, url, contentType);
    Taken taken =
        intake.takeCapture(body == null ? InputStream.nullInputStream() : body, submission);
    return HttpResponse.ok(CaptureAnswer.of(taken))
        .header("Paperwire-Position", taken.position().token());
  }
}
