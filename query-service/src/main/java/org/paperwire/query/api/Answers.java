package org.paperwire.query.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.paperwire.query.papers.Paper;
import org.paperwire.query.search.FacetCount;

/// The bodies of answers.
final class Answers {

  private Answers() {}

  /// `GET /v1/papers`.
  @Serdeable
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  @Schema(name = "PaperPage")
  record PaperPage(List<Paper> items, Optional<String> next, String position) {}

  /// `GET /v1/search`.
  @Serdeable
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  @Schema(name = "SearchPage")
  record SearchPage(
      List<FoundPaper> hits, long total, Facets facets, Optional<String> next, String position) {}

  /// A paper with why it was found.
  @Serdeable
  @Schema(name = "FoundPaper")
  record FoundPaper(
      @JsonUnwrapped Paper paper,
      float score,
      @JsonInclude(JsonInclude.Include.ALWAYS) Map<String, String> highlights) {}

  /// The most frequent values among all that was found.
  @Serdeable
  @JsonInclude(JsonInclude.Include.ALWAYS)
  @Schema(name = "Facets")
  record Facets(List<FacetCount> tags, List<FacetCount> sources, List<FacetCount> years) {}

  /// `GET /v1/tags`.
  @Serdeable
  @JsonInclude(JsonInclude.Include.ALWAYS)
  @Schema(name = "TagList")
  record TagList(List<TagCount> tags, int total, String position) {}

  /// `GET /v1/tags/{tag}`.
  @Serdeable
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  @Schema(name = "TagDetail")
  record TagDetail(
      String tag, Optional<String> label, List<String> origins, int count, String position) {}

  /// A tag and how many papers have it.
  @Serdeable
  @Schema(name = "TagCount")
  record TagCount(String tag, int count) {}

  /// `GET /v1/views`.
  @Serdeable
  @Schema(name = "ViewList")
  record ViewList(List<ViewAnswer> views, String position) {}

  /// How a view is doing.
  @Serdeable
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  @Schema(name = "ViewAnswer")
  record ViewAnswer(
      String name,
      Optional<Integer> generation,
      Optional<String> enrichment,
      String state,
      Optional<String> because,
      Instant since,
      boolean ready,
      String position,
      Map<String, Long> offsets,
      Optional<Long> lag,
      int documents,
      long skipped,
      Optional<RebuildAnswer> rebuild) {}
}
