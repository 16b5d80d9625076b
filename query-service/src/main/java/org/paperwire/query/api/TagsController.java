package org.paperwire.query.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.paperwire.platform.openapi.AtPosition;
import org.paperwire.query.api.Answers.TagCount;
import org.paperwire.query.api.Answers.TagDetail;
import org.paperwire.query.api.Answers.TagList;
import org.paperwire.query.papers.Paper;
import org.paperwire.query.search.FacetCount;
import org.paperwire.query.search.Order;
import org.paperwire.query.search.PaperSearch;
import org.paperwire.query.search.Papers;
import org.paperwire.query.search.Selection;
import org.paperwire.query.views.Snapshot;

/// The vocabulary in use.
@Controller
@Tag(name = "Tags")
@ExecuteOn(TaskExecutors.BLOCKING)
final class TagsController {

  private static final String TAGS = "/v1/tags/";
  private static final int LIMIT_DEFAULT = 100;
  private static final int LIMIT_MAX = 10_000;

  private final Reads reads;
  private final PaperSearch search;

  TagsController(Reads reads, PaperSearch search) {
    this.reads = reads;
    this.search = search;
  }

  /// The tags in use and on how many papers, the most frequent first.
  @Operation(operationId = "tags")
  @Parameter(name = "limit", ref = "#/components/parameters/tags")
  @AtPosition
  @ApiResponse(
      responseCode = "200",
      description = "The tags, and how many there are in all.",
      headers = {
        @Header(name = Reads.POSITION, ref = "#/components/headers/Paperwire-Position"),
        @Header(name = Reads.AS_OF, ref = "#/components/headers/Paperwire-As-Of")
      })
  @Get("/v1/tags")
  HttpResponse<TagList> tags(HttpRequest<?> request) {
    int limit = Parameters.of(request, Set.of("limit")).limit(LIMIT_DEFAULT, LIMIT_MAX);
    try (Snapshot snapshot = reads.built(request)) {
      List<FacetCount> all = Asking.ask(search.in(snapshot)::tags);
      List<TagCount> first =
          all.stream().limit(limit).map(tag -> new TagCount(tag.value(), tag.count())).toList();
      return Fresh.always(new TagList(first, all.size(), snapshot.position().token()));
    }
  }

  /// One tag: on how many papers, how a person writes it, which rules give it.
  @Hidden // described in query.yml
  @Get("/v1/tags/{+tag}")
  HttpResponse<TagDetail> tag(String tag, HttpRequest<?> request) {
    Parameters.of(request, Set.of());
    String wanted = Paths.after(TAGS, request);
    try (Snapshot snapshot = reads.built(request)) {
      Papers papers = search.in(snapshot);
      int count = papers.tagged(wanted);
      if (count == 0) {
        throw Reads.missing(snapshot, "No paper has that tag.");
      }
      Papers.Page examples =
          Asking.ask(
              () ->
                  papers.list(
                      Selection.tagged(wanted), Order.NEW, Papers.PAGE_MAX, Optional.empty()));
      List<Paper.Tag> uses =
          examples.papers().stream()
              .flatMap(paper -> paper.tags().stream())
              .filter(use -> use.tag().equals(wanted))
              .toList();
      return Fresh.always(
          new TagDetail(
              wanted,
              uses.stream().flatMap(use -> use.label().stream()).findFirst(),
              uses.stream().map(Paper.Tag::origin).distinct().sorted().toList(),
              count,
              snapshot.position().token()));
    }
  }
}
