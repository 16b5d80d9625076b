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

/// `POST /v1/papers`: one paper as JSON, an array, or one a line.
@Controller("/v1/papers")
@Tag(name = "Intake")
@ExecuteOn(TaskExecutors.BLOCKING)
final class PapersController {

  private final Intake intake;

  PapersController(Intake intake) {
    this.intake = intake;
  }

  /// Takes papers: one as JSON, an array, or one a line.
  @Operation(operationId = "sendPapers")
  @Parameter(name = "source", ref = "#/components/parameters/inPapersSource")
  @Parameter(name = "name", ref = "#/components/parameters/inName")
  @RequestBody(ref = "#/components/requestBodies/Papers")
  @AcknowledgedAnswers
  @Needs(Scope.INGEST)
  @Post
  @Consumes(MediaType.ALL)
  HttpResponse<PapersAnswer> post(
      @QueryValue Optional<String> source,
      @QueryValue Optional<String> name,
      @Header("Content-Type") Optional<String> contentType,
      @Body @Nullable InputStream body) {
    var submission =
        Submission.of(Door.PAPERS, source, Optional.empty(), name, Optional.empty(), contentType);
    Taken taken =
        intake.takePapers(body == null ? InputStream.nullInputStream() : body, submission);
    return HttpResponse.ok(PapersAnswer.of(taken))
        .header("Paperwire-Position", taken.position().token());
  }
}
