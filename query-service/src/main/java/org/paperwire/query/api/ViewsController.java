package org.paperwire.query.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import org.paperwire.platform.Position;
import org.paperwire.query.api.Answers.ViewAnswer;
import org.paperwire.query.api.Answers.ViewList;
import org.paperwire.query.views.View;
import org.paperwire.query.views.ViewStatus;
import org.paperwire.topics.EnrichmentGeneration;

/// How the views are doing. Answers whatever state they are in.
@Controller
@Tag(name = "Operations")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ViewsController {

  private final Views views;

  ViewsController(Views views) {
    this.views = views;
  }

  /// Generation, position and lag of each view.
  @Operation(operationId = "views")
  @ApiResponse(
      responseCode = "200",
      description = "The views.",
      headers = {
        @Header(name = Reads.POSITION, ref = "#/components/headers/Paperwire-Position"),
        @Header(name = Reads.AS_OF, ref = "#/components/headers/Paperwire-As-Of")
      })
  @ApiResponse(responseCode = "400", ref = "#/components/responses/BadRequest")
  @Get("/v1/views")
  HttpResponse<ViewList> views(HttpRequest<?> request) {
    Parameters.of(request, Set.of());
    Position position = views.all().getFirst().status().position();
    request.setAttribute(Reads.ATTRIBUTE, position);
    return Fresh.always(
        new ViewList(views.all().stream().map(ViewsController::answer).toList(), position.token()));
  }

  private static ViewAnswer answer(View view) {
    ViewStatus status = view.status();
    var offsets = new TreeMap<String, Long>();
    status
        .offsets()
        .forEach(
            (partition, next) ->
                offsets.put(partition.topic() + "/" + partition.partition(), next));
    return new ViewAnswer(
        status.name(),
        status.generation(),
        status.enrichment().map(EnrichmentGeneration::name),
        status.state().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        status.because(),
        status.since(),
        status.caughtUp(),
        status.position().token(),
        offsets,
        status.lag(),
        status.papers(),
        status.skipped(),
        view.rebuilds().newest().map(RebuildAnswer::of));
  }
}
