package org.paperwire.query.api;

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
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.OptionalInt;
import java.util.Set;
import org.paperwire.platform.Problem;
import org.paperwire.platform.ProblemException;
import org.paperwire.platform.access.Needs;
import org.paperwire.platform.keys.Scope;
import org.paperwire.query.views.RebuildStatus;
import org.paperwire.query.views.Rebuilds;
import org.paperwire.query.views.View;

/// `/v1/views/{view}/rebuilds`: a new generation of a view beside the one that serves, and the way
/// back.
@Controller("/v1/views/{view}")
@Tag(name = "Operations")
@ExecuteOn(TaskExecutors.BLOCKING)
final class RebuildsController {

  private static final Set<String> OF_A_REBUILD = Set.of("hold", "back", "rate");
  private static final int RATE_MAX = 1_000_000;

  private final Views views;

  RebuildsController(Views views) {
    this.views = views;
  }

  /// Builds a view again from the beginning of its topic, beside the generation that serves, and
  /// switches to it when it has caught up; or goes back to the generation before.
  @Operation(operationId = "rebuild")
  @Parameter(name = "view", ref = "#/components/parameters/view")
  @Parameter(name = "hold", ref = "#/components/parameters/hold")
  @Parameter(name = "back", ref = "#/components/parameters/back")
  @Parameter(name = "rate", ref = "#/components/parameters/rate")
  @ApiResponse(
      responseCode = "202",
      description = "It runs; `Location` says where it tells how far it is.")
  @ApiResponse(responseCode = "400", ref = "#/components/responses/BadRequest")
  @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
  @ApiResponse(responseCode = "409", ref = "#/components/responses/RebuildRefused")
  @ApiResponse(responseCode = "503", ref = "#/components/responses/NotNow")
  @ApiResponse(responseCode = "507", ref = "#/components/responses/NoRoom")
  @Needs(Scope.ADMIN)
  @Post("/rebuilds")
  @Consumes(MediaType.ALL)
  HttpResponse<RebuildAnswer> start(String view, HttpRequest<?> request) {
    Parameters parameters = Parameters.of(request, OF_A_REBUILD);
    boolean hold = parameters.flag("hold");
    boolean back = parameters.flag("back");
    OptionalInt rate = parameters.number("rate", Rebuilds.RATE_LEAST, RATE_MAX);
    if (back && rate.isPresent()) {
      throw Parameters.bad("bad-rate", "A way back has no rate: it lacks little.");
    }
    Rebuilds rebuilds = views.named(view).rebuilds();
    RebuildStatus status =
        RebuildWish.granted(() -> back ? rebuilds.back(hold) : rebuilds.start(hold, rate));
    return HttpResponse.<RebuildAnswer>status(HttpStatus.ACCEPTED)
        .header(HttpHeaders.LOCATION, "/v1/views/" + view + "/rebuilds/" + status.number())
        .body(RebuildAnswer.of(status));
  }

  /// How far a rebuild is, and how fast.
  @Operation(operationId = "rebuildStatus")
  @Parameter(name = "view", ref = "#/components/parameters/view")
  @Parameter(name = "number", ref = "#/components/parameters/rebuild")
  @ApiResponse(responseCode = "200", description = "The rebuild.")
  @ApiResponse(responseCode = "400", ref = "#/components/responses/BadRequest")
  @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
  @Get("/rebuilds/{number}")
  HttpResponse<RebuildAnswer> status(String view, int number, HttpRequest<?> request) {
    Parameters.of(request, Set.of());
    return views
        .named(view)
        .rebuilds()
        .find(number)
        .map(status -> Fresh.always(RebuildAnswer.of(status)))
        .orElseThrow(
            () -> new ProblemException(Problem.notFound("There is no rebuild " + number + ".")));
  }

  /// Switches to a generation that is held; one that is still being built will not be held.
  @Operation(operationId = "switchRebuild")
  @Parameter(name = "view", ref = "#/components/parameters/view")
  @Parameter(name = "number", ref = "#/components/parameters/rebuild")
  @ApiResponse(
      responseCode = "202",
      description = "It serves as soon as it has caught up, within a moment when it was held.")
  @ApiResponse(responseCode = "400", ref = "#/components/responses/BadRequest")
  @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
  @ApiResponse(responseCode = "409", ref = "#/components/responses/RebuildRefused")
  @Needs(Scope.ADMIN)
  @Post("/rebuilds/{number}/switch")
  @Consumes(MediaType.ALL)
  HttpResponse<RebuildAnswer> switchOver(String view, int number, HttpRequest<?> request) {
    Parameters.of(request, Set.of());
    View of = views.named(view);
    return HttpResponse.accepted()
        .body(RebuildAnswer.of(RebuildWish.granted(() -> of.rebuilds().switchOver(number))));
  }

  /// Stops a rebuild that does not serve yet, and removes what it has built.
  @Operation(operationId = "cancelRebuild")
  @Parameter(name = "view", ref = "#/components/parameters/view")
  @Parameter(name = "number", ref = "#/components/parameters/rebuild")
  @ApiResponse(responseCode = "200", description = "It is stopped; what served goes on.")
  @ApiResponse(responseCode = "400", ref = "#/components/responses/BadRequest")
  @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
  @ApiResponse(responseCode = "409", ref = "#/components/responses/RebuildRefused")
  @Needs(Scope.ADMIN)
  @Delete("/rebuilds/{number}")
  HttpResponse<RebuildAnswer> cancel(String view, int number, HttpRequest<?> request) {
    Parameters.of(request, Set.of());
    View of = views.named(view);
    return HttpResponse.ok(
        RebuildAnswer.of(RebuildWish.granted(() -> of.rebuilds().cancel(number))));
  }
}
