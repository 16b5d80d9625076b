package org.paperwire.query.web;

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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.paperwire.query.api.Parameters;
import org.paperwire.query.api.Views;
import org.paperwire.query.enrichment.EnrichmentRebuilds;

/// How the views are doing, and the enrichment that they are made of, for people.
@Controller(produces = MediaType.TEXT_HTML)
@Tag(name = "Pages")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ViewsPageController {

  private final Views views;
  private final EnrichmentRebuilds enrichment;
  private final Templates templates;
  private final Assets assets;

  ViewsPageController(
      Views views, EnrichmentRebuilds enrichment, Templates templates, Assets assets) {
    this.views = views;
    this.enrichment = enrichment;
    this.templates = templates;
    this.assets = assets;
  }

  /// Which generation of the enrichment and of each view serves, and how far the one is that is
  /// built beside it.
  @Operation(operationId = "viewsPage")
  @ApiResponse(responseCode = "200", description = "The page.")
  @Get("/views")
  HttpResponse<String> page(HttpRequest<?> request) {
    Parameters.of(request, Set.of());
    List<ViewCard> cards =
        Stream.concat(
                Stream.of(ViewCard.ofEnrichment(enrichment.plan(), enrichment.newest())),
                views.all().stream().map(ViewCard::of))
            .toList();
    var frame = new PageFrame("Views – Paperwire", "", assets.stylesAddress());
    return Html.secured(
        HttpResponse.ok(templates.render("views", Map.of("frame", frame, "cards", cards))));
  }
}
