package org.paperwire.query.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.paperwire.platform.Problem;
import org.paperwire.platform.ProblemException;
import org.paperwire.platform.access.Needs;
import org.paperwire.platform.generations.Plan;
import org.paperwire.platform.generations.Plan.Mark;
import org.paperwire.platform.keys.Scope;
import org.paperwire.query.enrichment.EnrichmentRebuilds;
import org.paperwire.query.views.RebuildStatus;

/// `/v1/enrichment`: which generation of the enrichment serves, and its rebuilds, which are
/// ordered, watched and switched like those of a view.
@Controller("/v1/enrichment")
@Tag(name = "Operations")
@ExecuteOn(TaskExecutors.BLOCKING)
final class EnrichmentController {

  private static final Set<String> OF_A_REBUILD = Set.of("hold", "back");
  private static final String REBUILDS = "/v1/enrichment/rebuilds/";

  private final EnrichmentRebuilds rebuilds;

  EnrichmentController(EnrichmentRebuilds rebuilds) {
    this.rebuilds = rebuilds;
  }

  /// `GET /v1/enrichment`.
  ///
  /// @param serving whose papers readers see
  /// @param before whose papers they saw until then
  /// @param rebuild the last one
  @Serdeable
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  @Schema(name = "Enrichment")
  record EnrichmentAnswer(
      GenerationAnswer serving,
      Optional<GenerationAnswer> before,
      Optional<RebuildAnswer> rebuild) {}

  /// A generation of the enrichment.
  ///
  /// @param generation its name
  /// @param logic versions of the rules that made it, and a digest of the files of rules
  /// @param since when it serves, or served
  /// @param because why it was made, where nobody asked for it
  /// @param byHand whether people went back to it
  @Serdeable
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  @Schema(name = "Generation")
  record GenerationAnswer(
      String generation, String logic, Instant since, Optional<String> because, boolean byHand) {

    static GenerationAnswer of(Mark mark) {
      return new GenerationAnswer(
          mark.generation().name(), mark.logic(), mark.since(), mark.because(), mark.byHand());
    }
  }

  /// Which generation of the enrichment serves, which served before, and how the last rebuild is.
  @Operation(operationId = "enrichment")
  @ApiResponse(responseCode = "200", description = "The generations.")
  @ApiResponse(responseCode = "400", ref = "#/components/responses/BadRequest")
  @ApiResponse(responseCode = "503", ref = "#/components/responses/NotNow")
  @Get
  HttpResponse<EnrichmentAnswer> generations(HttpRequest<?> request) {
    Parameters.of(request, Set.of());
    Plan plan = RebuildWish.granted(rebuilds::knownPlan);
    return Fresh.always(
        new EnrichmentAnswer(
            GenerationAnswer.of(plan.serving()),
            plan.before().map(GenerationAnswer::of),
            rebuilds.newest().map(RebuildAnswer::of)));
  }

  /// Derives all papers again from the first sighting, beside the generation that serves, builds
  /// all views of them, and switches when they have caught up; or goes back to the generation
  /// before.
  @Operation(operationId = "rebuildEnrichment")
  @Parameter(name = "hold", ref = "#/components/parameters/hold")
  @Parameter(name = "back", ref = "#/components/parameters/back")
  @ApiResponse(
      responseCode = "202",
      description = "It runs; `Location` says where it tells how far it is.")
  @ApiResponse(responseCode = "400", ref = "#/components/responses/BadRequest")
  @ApiResponse(responseCode = "409", ref = "#/components/responses/RebuildRefused")
  @ApiResponse(responseCode = "503", ref = "#/components/responses/NotNow")
  @ApiResponse(responseCode = "507", ref = "#/components/responses/NoRoom")
  @Needs(Scope.ADMIN)
  @Post("/rebuilds")
  @Consumes(MediaType.ALL)
  HttpResponse<RebuildAnswer> start(HttpRequest<?> request) {
    Parameters parameters = Parameters.of(request, OF_A_REBUILD);
    boolean hold = parameters.flag("hold");
    boolean back = parameters.flag("back");
    RebuildStatus status =
        RebuildWish.granted(() -> back ? rebuilds.back(hold) : rebuilds.start(hold));
    return HttpResponse.<RebuildAnswer>status(HttpStatus.ACCEPTED)
        .header(HttpHeaders.LOCATION, REBUILDS + status.number())
        .body(RebuildAnswer.of(status));
  }

  /// How far the last rebuild of the enrichment is, and how fast.
  @Operation(operationId = "enrichmentRebuildStatus")
  @Parameter(name = "number", ref = "#/components/parameters/rebuild")
  @ApiResponse(responseCode = "200", description = "The rebuild.")
  @ApiResponse(responseCode = "400", ref = "#/components/responses/BadRequest")
  @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
  @Get("/rebuilds/{number}")
  HttpResponse<RebuildAnswer> status(int number, HttpRequest<?> request) {
    Parameters.of(request, Set.of());
    return rebuilds
        .find(number)
        .map(status -> Fresh.always(RebuildAnswer.of(status)))
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.notFound("Rebuild " + number + " of the enrichment is not the last.")));
  }

  /// Switches to a generation that is held; one that is still being built will not be held.
  @Operation(operationId = "switchEnrichmentRebuild")
  @Parameter(name = "number", ref = "#/components/parameters/rebuild")
  @ApiResponse(
      responseCode = "202",
      description = "It serves as soon as it has caught up, within a moment when it was held.")
  @ApiResponse(responseCode = "400", ref = "#/components/responses/BadRequest")
  @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
  @ApiResponse(responseCode = "409", ref = "#/components/responses/RebuildRefused")
  @ApiResponse(responseCode = "503", ref = "#/components/responses/NotNow")
  @Needs(Scope.ADMIN)
  @Post("/rebuilds/{number}/switch")
  @Consumes(MediaType.ALL)
  HttpResponse<RebuildAnswer> switchOver(int number, HttpRequest<?> request) {
    Parameters.of(request, Set.of());
    return HttpResponse.accepted()
        .body(RebuildAnswer.of(RebuildWish.granted(() -> rebuilds.switchOver(number))));
  }

  /// Stops a rebuild that does not serve yet, and removes what it has built.
  @Operation(operationId = "cancelEnrichmentRebuild")
  @Parameter(name = "number", ref = "#/components/parameters/rebuild")
  @ApiResponse(responseCode = "200", description = "It is stopped; what served goes on.")
  @ApiResponse(responseCode = "400", ref = "#/components/responses/BadRequest")
  @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
  @ApiResponse(responseCode = "409", ref = "#/components/responses/RebuildRefused")
  @ApiResponse(responseCode = "503", ref = "#/components/responses/NotNow")
  @Needs(Scope.ADMIN)
  @Delete("/rebuilds/{number}")
  HttpResponse<RebuildAnswer> cancel(int number, HttpRequest<?> request) {
    Parameters.of(request, Set.of());
    return HttpResponse.ok(RebuildAnswer.of(RebuildWish.granted(() -> rebuilds.cancel(number))));
  }
}
