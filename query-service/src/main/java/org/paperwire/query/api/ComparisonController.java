package org.paperwire.query.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.ObjectMapper;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.paperwire.query.comparison.Comparison;
import org.paperwire.query.papers.PaperJson;
import org.paperwire.query.search.PaperSearch;
import org.paperwire.query.views.Alignment;
import org.paperwire.query.views.RebuildRefused;
import org.paperwire.query.views.RebuildRefused.Reason;

/// What a rebuild would change.
@Controller("/v1/views/search/comparison")
@Tag(name = "Operations")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ComparisonController {

  private static final String NDJSON = "application/x-ndjson";

  private final PaperSearch search;
  private final PaperJson papers;
  private final ObjectMapper json;

  ComparisonController(PaperSearch search, PaperJson papers, ObjectMapper json) {
    this.search = search;
    this.papers = papers;
    this.json = json;
  }

  /// The differences between what serves and a generation that is held beside it, paper by paper,
  /// both having read exactly as far; and a digest of each at the end. A generation that is built
  /// of another generation of the enrichment is compared at the same position, where there is one.
  @Operation(operationId = "compareGenerations")
  @Parameter(name = "generation", ref = "#/components/parameters/generation")
  @ApiResponse(
      responseCode = "200",
      description =
          "A line for each difference, and a last one with `summary`: a digest of each side that does not depend on any order. `level` is false when papers came while two generations of the enrichment were compared: then those are among the differences.",
      content = @Content(mediaType = NDJSON, schema = @Schema(type = "string", format = "binary")))
  @ApiResponse(responseCode = "400", ref = "#/components/responses/BadRequest")
  @ApiResponse(responseCode = "409", ref = "#/components/responses/RebuildRefused")
  @Get(produces = NDJSON)
  HttpResponse<?> compare(HttpRequest<?> request) throws IOException {
    int generation =
        Parameters.of(request, Set.of("generation"))
            .number("generation", 1, Integer.MAX_VALUE)
            .orElseThrow(
                () ->
                    Parameters.bad("generation-missing", "generation says what to compare with."));
    Alignment.Pair pair = RebuildWish.granted(() -> aligned(generation));
    try {
      request.setAttribute(Reads.ATTRIBUTE, pair.serving().position());
      var comparison =
          new Comparison(search.in(pair.serving()).side(), search.in(pair.aside()).side(), papers);
      return Fresh.always(
          new StreamedFile(
              new ExportStream(new Lines(comparison, pair.isLevel()), pair::close, false),
              MediaType.of(NDJSON)));
    } catch (IOException | RuntimeException e) {
      pair.close();
      throw e;
    }
  }

  private Alignment.Pair aligned(int generation) throws RebuildRefused {
    try {
      return search.view().rebuilds().aligned(generation);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RebuildRefused(Reason.VIEW_OPENING, "The service stops.");
    }
  }

  /// The differences, and then what came of it.
  private final class Lines implements Iterator<byte[]> {

    private final Comparison comparison;
    private final boolean isLevel;
    private boolean ended;

    Lines(Comparison comparison, boolean isLevel) {
      this.comparison = comparison;
      this.isLevel = isLevel;
    }

    @Override
    public boolean hasNext() {
      return !ended;
    }

    @Override
    public byte[] next() {
      if (ended) {
        throw new NoSuchElementException("the comparison is over");
      }
      if (comparison.hasNext()) {
        return bytes(comparison.next());
      }
      ended = true;
      return bytes(Map.of("summary", comparison.summary(), "level", isLevel));
    }

    private byte[] bytes(Object line) {
      try {
        return json.writeValueAsBytes(line);
      } catch (IOException e) {
        throw new UncheckedIOException("a line could not be written", e);
      }
    }
  }
}
