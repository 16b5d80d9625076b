package org.paperwire.query.web;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.paperwire.platform.Problem;
import org.paperwire.platform.ProblemException;
import org.paperwire.query.api.Asking;
import org.paperwire.query.api.Parameters;
import org.paperwire.query.api.Reads;
import org.paperwire.query.papers.Paper;
import org.paperwire.query.search.Order;
import org.paperwire.query.search.PaperName;
import org.paperwire.query.search.PaperSearch;
import org.paperwire.query.search.Papers;
import org.paperwire.query.search.Selection;
import org.paperwire.query.views.Snapshot;
import org.paperwire.query.views.Snapshot.Standing;

/// The pages: the latest papers, what a search finds, one paper.
@Controller(produces = MediaType.TEXT_HTML)
@Tag(name = "Pages")
@ExecuteOn(TaskExecutors.BLOCKING)
final class PagesController {

  private static final Set<String> PARAMETERS =
      Set.of("q", "date", "tag", "source", "author", "from", "to", "sort", "cursor");
  private static final Set<Order> LISTED = EnumSet.of(Order.NEW, Order.HOT, Order.TOP);
  private static final int PAGE = 30;
  private static final String NO_SUCH_PAPER = "No paper has that name.";

  private final Reads reads;
  private final PaperSearch search;
  private final Templates templates;
  private final Assets assets;

  PagesController(Reads reads, PaperSearch search, Templates templates, Assets assets) {
    this.reads = reads;
    this.search = search;
    this.templates = templates;
    this.assets = assets;
  }

  /// The latest papers.
  @Operation(operationId = "latestPage")
  @ApiResponse(responseCode = "200", description = "The page.")
  @Get("/")
  HttpResponse<String> latest(HttpRequest<?> request) {
    return page(() -> list(request));
  }

  /// What a search finds.
  @Operation(operationId = "searchPage")
  @ApiResponse(responseCode = "200", description = "The page.")
  @Get("/search")
  HttpResponse<String> search(HttpRequest<?> request) {
    return page(
        () -> {
          Parameters parameters = Parameters.of(request, PARAMETERS);
          return parameters.text("q").isPresent() ? found(request, parameters) : list(request);
        });
  }

  @Hidden // described in query.yml
  @Get("/papers/{+name}")
  HttpResponse<String> paper(String name, HttpRequest<?> request) {
    return page(() -> one(name, request));
  }

  private MutableHttpResponse<String> list(HttpRequest<?> request) {
    Parameters parameters = Parameters.of(request, PARAMETERS);
    Selection selection = parameters.selection();
    Order order = parameters.order(Order.NEW, LISTED);
    try (Snapshot snapshot = reads.any(request)) {
      Papers papers = search.in(snapshot);
      Papers.Page page = Asking.ask(() -> papers.list(selection, order, PAGE, parameters.cursor()));
      return html(
          "papers",
          frame("Paperwire", ""),
          new PaperList(
              heading(order),
              filters(parameters),
              page.papers().stream().map(Card::of).toList(),
              page.next().map(next -> address("/", parameters, next)),
              parameters.cursor().isEmpty() && filters(parameters).isEmpty(),
              snapshot.standing() == Standing.BUILDING));
    }
  }

  private MutableHttpResponse<String> found(HttpRequest<?> request, Parameters parameters) {
    Selection selection = parameters.selection();
    String query = selection.text().orElse("");
    Order order = parameters.order(Order.RELEVANCE, EnumSet.allOf(Order.class));
    try (Snapshot snapshot = reads.any(request)) {
      Papers papers = search.in(snapshot);
      Papers.Found found =
          Asking.ask(() -> papers.search(selection, order, PAGE, parameters.cursor()));
      String papersFound = found.total() == 1 ? "1 paper" : "%,d papers".formatted(found.total());
      return html(
          "papers",
          frame(query + " – Paperwire", query),
          new PaperList(
              papersFound,
              filters(parameters),
              found.hits().stream().map(hit -> new Card(hit.paper(), hit.highlights())).toList(),
              found.next().map(next -> address("/search", parameters, next)),
              false,
              snapshot.standing() == Standing.BUILDING));
    }
  }

  private MutableHttpResponse<String> one(String name, HttpRequest<?> request) {
    PaperName wanted = PaperName.parse(name).orElseThrow(PagesController::noSuchPaper);
    try (Snapshot snapshot = reads.any(request)) {
      Paper paper =
          search
              .in(snapshot)
              .find(wanted)
              .orElseThrow(() -> Reads.missing(snapshot, NO_SUCH_PAPER));
      if (paper.mergedInto().isPresent()) {
        return HttpResponse.permanentRedirect(URI.create("/papers/" + paper.mergedInto().get()));
      }
      return html("paper", frame(paper.title() + " – Paperwire", ""), Card.of(paper));
    }
  }

  private static ProblemException noSuchPaper() {
    return new ProblemException(Problem.notFound(NO_SUCH_PAPER));
  }

  private static String heading(Order order) {
    return switch (order) {
      case NEW -> "Latest papers";
      case HOT -> "Hot papers";
      case TOP -> "Most discussed papers";
      case RELEVANCE -> "Papers";
    };
  }

  /// The filters in words: `tag attention · source huggingface`.
  private static String filters(Parameters parameters) {
    return List.of("tag", "author", "source", "date", "from", "to").stream()
        .flatMap(name -> parameters.text(name).map(value -> name + " " + value).stream())
        .collect(Collectors.joining(" · "));
  }

  /// The same list, further on.
  private static String address(String path, Parameters parameters, String cursor) {
    var query = new LinkedHashMap<String, String>();
    for (String name : List.of("q", "date", "tag", "source", "author", "from", "to", "sort")) {
      parameters.text(name).ifPresent(value -> query.put(name, value));
    }
    query.put("cursor", cursor);
    return path
        + query.entrySet().stream()
            .map(p -> p.getKey() + "=" + Addresses.parameter(p.getValue()))
            .collect(Collectors.joining("&", "?", ""));
  }

  private PageFrame frame(String title, String query) {
    return new PageFrame(title, query, assets.stylesAddress());
  }

  private MutableHttpResponse<String> html(String template, PageFrame frame, Object content) {
    return HttpResponse.ok(templates.render(template, Map.of("frame", frame, "content", content)));
  }

  /// A page, or a page that says why there is none.
  private HttpResponse<String> page(Supplier<MutableHttpResponse<String>> content) {
    MutableHttpResponse<String> answer;
    try {
      answer = content.get();
    } catch (ProblemException refused) {
      Problem problem = refused.problem();
      answer =
          html("problem", frame(problem.title() + " – Paperwire", ""), problem)
              .status(HttpStatus.valueOf(problem.status()));
      if (problem.retryAfter().isPresent()) {
        answer.header(
            HttpHeaders.RETRY_AFTER, Long.toString(problem.retryAfter().get().toSeconds()));
      }
    }
    return Html.secured(answer);
  }
}
