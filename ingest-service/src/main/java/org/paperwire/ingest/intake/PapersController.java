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
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `POST /v1/papers`: one paper as JSON, an array, or one a line.
@Controller("/v1/papers")
@ExecuteOn(TaskExecutors.BLOCKING)
final class PapersController {

  private final Intake intake;

  PapersController(Intake intake) {
    this.intake = intake;
  }

  /// @param source who speaks where a paper does not say
  @Post
  @Consumes(MediaType.ALL)
  HttpResponse<PapersAnswer> post(
      @QueryValue Optional<String> source,
      @QueryValue Optional<String> name,
      @Header("Content-Type") Optional<String> contentType,
      @Body @Nullable InputStream body) {
    var submission = Submission.of(source, Optional.empty(), name, Optional.empty(), contentType);
    Taken taken =
        intake.takePapers(body == null ? InputStream.nullInputStream() : body, submission);
    return HttpResponse.ok(PapersAnswer.of(taken))
        .header("Paperwire-Position", taken.position().token());
  }
}
