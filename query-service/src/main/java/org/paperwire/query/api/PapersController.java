package org.paperwire.query.api;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.paperwire.platform.Problem;
import org.paperwire.platform.ProblemException;
import org.paperwire.platform.openapi.AtPosition;
import org.paperwire.query.api.Answers.PaperPage;
import org.paperwire.query.papers.Paper;
import org.paperwire.query.search.Order;
import org.paperwire.query.search.PaperName;
import org.paperwire.query.search.PaperSearch;
import org.paperwire.query.search.Papers;
import org.paperwire.query.search.Selection;
import org.paperwire.query.views.Snapshot;

/// Papers: one by any of its names, lists, all of them.
@Controller
@Tag(name = "Papers")
@ExecuteOn(TaskExecutors.BLOCKING)
final class PapersController {

  private static final String PAPERS = "/v1/papers/";
  private static final String EXPLAIN = "explain";
  private static final String AS_OF = "asOf";
  private static final String GZIP = "gzip";
  private static final String NDJSON = "application/x-ndjson";
  private static final Set<String> PARAMETERS =
      Set.of("date", "tag", "source", "author", "sort", "limit", "cursor", AS_OF);
  private static final Set<Order> ORDERS = EnumSet.of(Order.HOT, Order.NEW, Order.TOP);

  private final Reads reads;
  private final PaperSearch search;
  private final Past past;

  PapersController(Reads reads, PaperSearch search, Past past) {
    this.reads = reads;
    this.search = search;
    this.past = past;
  }

  /// A page of papers.
  @Operation(operationId = "papers")
  @Parameter(name = "date", ref = "#/components/parameters/date")
  @Parameter(name = "tag", ref = "#/components/parameters/tag")
  @Parameter(name = "source", ref = "#/components/parameters/source")
  @Parameter(name = "author", ref = "#/components/parameters/author")
  @Parameter(name = "sort", ref = "#/components/parameters/sort")
  @Parameter(name = "limit", ref = "#/components/parameters/limit")
  @Parameter(name = "cursor", ref = "#/components/parameters/cursor")
  @Parameter(name = "asOf", ref = "#/components/parameters/asOf")
  @AtPosition
  @ApiResponse(
      responseCode = "200",
      description = "The page; with next, if there are more.",
      headers = {
        @Header(name = Reads.POSITION, ref = "#/components/headers/Paperwire-Position"),
        @Header(name = Reads.AS_OF, ref = "#/components/headers/Paperwire-As-Of")
      })
  @Get("/v1/papers")
  HttpResponse<PaperPage> list(HttpRequest<?> request) {
    Parameters parameters = Parameters.of(request, PARAMETERS);
    Selection selection = parameters.selection();
    Order order = parameters.order(Order.NEW, ORDERS);
    Optional<Instant> asOf = parameters.asOf();
    if (asOf.isPresent()) {
      return Fresh.always(past.list(request, selection, order, parameters, asOf.get()));
    }
    try (Snapshot snapshot = reads.built(request)) {
      Papers papers = search.in(snapshot);
      Papers.Page page =
          Asking.ask(() -> papers.list(selection, order, parameters.limit(), parameters.cursor()));
      return Fresh.always(new PaperPage(page.papers(), page.next(), snapshot.position().token()));
    }
  }

  /// Every paper of one snapshot, a line each, in canonical form, ordered by id.
  @Operation(operationId = "export")
  @AtPosition
  @ApiResponse(
      responseCode = "200",
      description =
          "One paper a line, RFC 8785: the same papers are the same bytes. Gzipped for who accepts it.",
      headers = {
        @Header(name = Reads.POSITION, ref = "#/components/headers/Paperwire-Position"),
        @Header(name = Reads.AS_OF, ref = "#/components/headers/Paperwire-As-Of")
      },
      content = @Content(mediaType = NDJSON, schema = @Schema(type = "string", format = "binary")))
  @Get(value = "/v1/papers/export", produces = NDJSON)
  HttpResponse<?> export(HttpRequest<?> request) throws IOException {
    Parameters.of(request, Set.of());
    Snapshot snapshot = reads.built(request);
    try {
      boolean gzip = takesGzip(request);
      var lines = new ExportStream(search.in(snapshot).export(), snapshot::close, gzip);
      var answer = Fresh.always(new StreamedFile(lines, MediaType.of(NDJSON)));
      return gzip ? answer.header(HttpHeaders.CONTENT_ENCODING, GZIP) : answer;
    } catch (IOException | RuntimeException e) {
      snapshot.close();
      throw e;
    }
  }

  private static boolean takesGzip(HttpRequest<?> request) {
    return Stream.of(
            request.getHeaders().get(HttpHeaders.ACCEPT_ENCODING, String.class, "").split(","))
        .map(coding -> coding.replace(" ", ""))
        .anyMatch(
            coding ->
                coding.equals(GZIP) || coding.startsWith(GZIP + ";") && !coding.endsWith("q=0"));
  }

  /// The paper of that name. The name is what follows in the path as it was sent: identifiers have
  /// slashes.
  @Hidden // described in query.yml
  @Get("/v1/papers/{+name}")
  HttpResponse<?> paper(String name, HttpRequest<?> request) {
    Parameters parameters = Parameters.of(request, Set.of(EXPLAIN, AS_OF));
    boolean explains = parameters.explains();
    String asked = Paths.after(PAPERS, request);
    PaperName wanted =
        PaperName.parse(asked)
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.notFound(
                            "A paper is named by its paper id, arxiv:…, doi:…, or source:sourceId.")));
    Optional<Instant> asOf = parameters.asOf();
    if (asOf.isPresent()) {
      Paper then = past.paper(request, wanted, asOf.get());
      return then.mergedInto().isPresent()
          ? HttpResponse.permanentRedirect(
              URI.create(PAPERS + then.mergedInto().get() + "?asOf=" + asOf.get()))
          : Fresh.always(then);
    }
    try (Snapshot snapshot = reads.any(request)) {
      Paper paper =
          search
              .in(snapshot)
              .find(wanted)
              .orElseThrow(() -> Reads.missing(snapshot, "No paper has that name."));
      if (paper.mergedInto().isPresent()) {
        return HttpResponse.permanentRedirect(URI.create(PAPERS + paper.mergedInto().get()));
      }
      return explains ? HttpResponse.ok(paper) : unlessKnown(request, paper.unexplained());
    }
  }

  private static MutableHttpResponse<?> unlessKnown(HttpRequest<?> request, Paper paper) {
    String tag = "\"" + paper.id() + "-" + paper.revision().orElse(0L) + "\"";
    String known = request.getHeaders().get(HttpHeaders.IF_NONE_MATCH);
    MutableHttpResponse<?> answer =
        known != null && known.contains(tag) ? HttpResponse.notModified() : HttpResponse.ok(paper);
    return answer.header(HttpHeaders.ETAG, tag).header(HttpHeaders.CACHE_CONTROL, "no-cache");
  }
}
