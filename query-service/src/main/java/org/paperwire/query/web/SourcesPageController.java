package org.paperwire.query.web;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.paperwire.platform.Problem;
import org.paperwire.platform.sources.SourceBoard;
import org.paperwire.query.api.Parameters;

/// The sources for people: how each is, and what came in last. Read from the topics, not from the
/// service that asks: a page that depends on the process it reports on says nothing when that is
/// gone, which is when it is looked at.
@Controller(produces = MediaType.TEXT_HTML)
@Tag(name = "Pages")
@ExecuteOn(TaskExecutors.BLOCKING)
final class SourcesPageController {

  private static final int BATCHES = 30;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final SourceBoard board;
  private final Templates templates;
  private final Assets assets;
  private final InstantSource clock = InstantSource.system();

  SourcesPageController(SourceBoard board, Templates templates, Assets assets) {
    this.board = board;
    this.templates = templates;
    this.assets = assets;
  }

  /// How each source is, and what came in last.
  @Operation(operationId = "sourcesPage")
  @ApiResponse(responseCode = "200", description = "The page.")
  @ApiResponse(responseCode = "503", description = "The topics of the sources cannot be read now.")
  @Get("/sources")
  HttpResponse<String> page(HttpRequest<?> request) {
    Parameters.of(request, Set.of());
    var frame = new PageFrame("Sources – Paperwire", "", assets.stylesAddress());
    var now = clock.instant();
    try {
      var content = SourcesPage.of(board.pollers(now), board.batches(BATCHES), now);
      return Html.secured(
          HttpResponse.ok(templates.render("sources", Map.of("frame", frame, "content", content))));
    } catch (IOException e) {
      var problem =
          Problem.unavailable(
              "sources-unreadable", "The topics of the sources cannot be read now.", RETRY_AFTER);
      return Html.secured(
          HttpResponse.<String>serverError()
              .status(503)
              .body(templates.render("problem", Map.of("frame", frame, "content", problem)))
              .header(HttpHeaders.RETRY_AFTER, Long.toString(RETRY_AFTER.toSeconds())));
    }
  }
}
