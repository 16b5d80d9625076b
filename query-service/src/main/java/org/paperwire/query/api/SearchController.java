package org.paperwire.query.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.paperwire.platform.openapi.AtPosition;
import org.paperwire.query.api.Answers.Facets;
import org.paperwire.query.api.Answers.FoundPaper;
import org.paperwire.query.api.Answers.SearchPage;
import org.paperwire.query.search.Order;
import org.paperwire.query.search.PaperSearch;
import org.paperwire.query.search.Papers;
import org.paperwire.query.search.Selection;
import org.paperwire.query.views.Snapshot;

/// Search by text.
@Controller
@Tag(name = "Search")
@ExecuteOn(TaskExecutors.BLOCKING)
final class SearchController {

  private static final Set<String> PARAMETERS =
      Set.of(
          "q", "mode", "date", "tag", "source", "author", "from", "to", "sort", "limit", "cursor");
  private static final Set<Order> ORDERS = EnumSet.allOf(Order.class);
  private static final String TEXT = "text";
  private static final Set<String> MODES_TO_COME = Set.of("hybrid", "semantic");

  private final Reads reads;
  private final PaperSearch search;

  SearchController(Reads reads, PaperSearch search) {
    this.reads = reads;
    this.search = search;
  }

  /// What the text finds, the best first.
  @Operation(operationId = "search")
  @Parameter(name = "q", ref = "#/components/parameters/q")
  @Parameter(name = "mode", ref = "#/components/parameters/mode")
  @Parameter(name = "date", ref = "#/components/parameters/date")
  @Parameter(name = "tag", ref = "#/components/parameters/tag")
  @Parameter(name = "source", ref = "#/components/parameters/source")
  @Parameter(name = "author", ref = "#/components/parameters/author")
  @Parameter(name = "from", ref = "#/components/parameters/from")
  @Parameter(name = "to", ref = "#/components/parameters/to")
  @Parameter(name = "sort", ref = "#/components/parameters/rank")
  @Parameter(name = "limit", ref = "#/components/parameters/limit")
  @Parameter(name = "cursor", ref = "#/components/parameters/cursor")
  @AtPosition
  @ApiResponse(
      responseCode = "200",
      description = "The hits of this page, with facets over all that was found.",
      headers = {
        @Header(name = Reads.POSITION, ref = "#/components/headers/Paperwire-Position"),
        @Header(name = Reads.AS_OF, ref = "#/components/headers/Paperwire-As-Of")
      })
  @Get("/v1/search")
  HttpResponse<SearchPage> search(HttpRequest<?> request) {
    Parameters parameters = Parameters.of(request, PARAMETERS);
    refuseOtherModes(parameters);
    Selection selection = parameters.selection();
    if (selection.text().isEmpty()) {
      throw Parameters.bad("query-missing", "q says what to look for.");
    }
    Order order = parameters.order(Order.RELEVANCE, ORDERS);
    try (Snapshot snapshot = reads.built(request)) {
      Papers papers = search.in(snapshot);
      Papers.Found found =
          Asking.ask(
              () -> papers.search(selection, order, parameters.limit(), parameters.cursor()));
      return Fresh.always(answer(found, snapshot.position().token()));
    }
  }

  private static void refuseOtherModes(Parameters parameters) {
    String mode = parameters.text("mode").orElse(TEXT);
    if (MODES_TO_COME.contains(mode)) {
      throw Parameters.bad(
          "mode-not-available", "There is no " + mode + " search here yet; mode=text works.");
    }
    if (!mode.equals(TEXT)) {
      throw Parameters.bad("bad-mode", "mode is text.");
    }
  }

  private static SearchPage answer(Papers.Found found, String position) {
    return new SearchPage(
        found.hits().stream()
            .map(hit -> new FoundPaper(hit.paper(), hit.score(), hit.highlights()))
            .toList(),
        found.total(),
        new Facets(
            found.facets().getOrDefault("tag", List.of()),
            found.facets().getOrDefault("source", List.of()),
            found.facets().getOrDefault("year", List.of())),
        found.next(),
        position);
  }
}
