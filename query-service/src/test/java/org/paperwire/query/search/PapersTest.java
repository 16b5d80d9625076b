package org.paperwire.query.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.paperwire.query.PaperBuilder.paper;

import io.micronaut.serde.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.paperwire.query.PaperBuilder;
import org.paperwire.query.papers.PaperJson;

/// The questions, against an index in a temporary folder.
class PapersTest {

  private final PaperJson json = new PaperJson(ObjectMapper.getDefault());
  private final SearchIndex index = new SearchIndex(json);

  @AfterEach
  void close() {
    index.close();
  }

  private List<String> found(String query) throws Refused {
    try (var papers = index.papers()) {
      return papers
          .papers()
          .search(Selection.matching(query), Order.RELEVANCE, 100, Optional.empty())
          .hits()
          .stream()
          .map(hit -> hit.paper().title())
          .toList();
    }
  }

  @Test
  void wordsAreFoundByTheirStemsAndWithoutAccents() throws Refused {
    index.has(
        paper("arxiv:2401.00001").titled("Learning naïve Bayes classifiers"),
        paper("arxiv:2401.00002").titled("Something else"));
    assertThat(found("learned naive classifier"))
        .containsExactly("Learning naïve Bayes classifiers");
    assertThat(found("\"naive bayes\"")).hasSize(1);
    assertThat(found("\"bayes naive\"")).isEmpty();
    assertThat(found("classifier -bayes")).isEmpty();
  }

  @Test
  void aWordInTheTitleWeighsMoreThanInTheAbstract() throws Refused {
    index.has(
        paper("arxiv:2401.00001")
            .titled("On gardens")
            .saying("This is about diffusion, all of it."),
        paper("arxiv:2401.00002").titled("Diffusion").saying("This is about gardens, all of it."));
    assertThat(found("diffusion")).containsExactly("Diffusion", "On gardens");
  }

  @Test
  void fieldsSayWhereToLook() throws Refused {
    index.has(
        paper("arxiv:2401.00001")
            .titled("One")
            .by("Ada King Lovelace", "Grace Hopper")
            .tagged("nets"),
        paper("arxiv:2401.00002").titled("Ada").published("2025-07"));
    assertThat(found("author:\"Lovelace, Ada\"")).containsExactly("One");
    assertThat(found("author:\"Ada Hopper\"")).isEmpty();
    assertThat(found("title:ada")).containsExactly("Ada");
    assertThat(found("tag:nets")).containsExactly("One");
    assertThat(found("year:2025")).containsExactly("Ada");
    assertThat(found("-tag:nets")).containsExactly("Ada");
  }

  @Test
  void aReplacedPaperIsFoundAsItIsNow() throws Refused {
    index.has(paper("arxiv:2401.00001").titled("Before"));
    index.has(paper("arxiv:2401.00001").titled("After").revision(2));
    assertThat(found("before")).isEmpty();
    assertThat(found("after")).containsExactly("After");
  }

  @Test
  void theCanonicalFormDoesNotDependOnArrival() {
    index.has(paper("arxiv:2401.00001").titled("One"));
    String first = export();
    index.has(
        paper("arxiv:2401.00001")
            .titled("One")
            .revision(7)
            .firstSeen(Instant.parse("2030-01-01T00:00:00Z")));
    assertThat(export()).isEqualTo(first).contains("\"title\":\"One\"");
  }

  private String export() {
    var text = new StringBuilder();
    try (var papers = index.papers()) {
      papers
          .papers()
          .export()
          .forEachRemaining(
              line -> text.append(new String(line, StandardCharsets.UTF_8)).append('\n'));
    }
    return text.toString();
  }

  /// Papers alike in all but their ids, some dated: every page size shows each exactly once, in the
  /// same order.
  @Property(tries = 25)
  void pagesShowEveryPaperOnceInEveryOrder(
      @ForAll @IntRange(min = 1, max = 40) int count, @ForAll @IntRange(min = 1, max = 9) int page)
      throws Refused {
    var small = new SearchIndex(json);
    for (int i = 0; i < count; i++) {
      PaperBuilder paper = paper("arxiv:2401.%05d".formatted(i)).titled("Alike").upvotes(i % 3);
      small.has(i % 2 == 0 ? paper.published("2024-01-0" + (1 + i % 5)) : paper);
    }
    for (Order order : Order.values()) {
      Selection selection = order == Order.RELEVANCE ? Selection.matching("alike") : Selection.ALL;
      List<String> whole = walk(small, selection, order, 100);
      assertThat(whole).hasSize(count).doesNotHaveDuplicates();
      assertThat(walk(small, selection, order, page)).as("%s by %d", order, page).isEqualTo(whole);
    }
    small.close();
  }

  private static List<String> walk(SearchIndex index, Selection selection, Order order, int page)
      throws Refused {
    var ids = new ArrayList<String>();
    Optional<String> cursor = Optional.empty();
    try (var papers = index.papers()) {
      do {
        Papers.Page next = papers.papers().list(selection, order, page, cursor);
        next.papers().forEach(paper -> ids.add(paper.id()));
        cursor = next.next();
      } while (cursor.isPresent());
    }
    return ids;
  }

  @Test
  void aPageGoesOnAfterAPaperThatIsGone() throws Refused {
    for (int i = 0; i < 6; i++) {
      index.has(paper("arxiv:2401.0000" + i).published("2024-01-0" + (6 - i)));
    }
    Papers.Page first;
    try (var papers = index.papers()) {
      first = papers.papers().list(Selection.ALL, Order.NEW, 3, Optional.empty());
    }
    index.has(paper("arxiv:2401.00002").mergedInto("arxiv:2401.00001"));
    index.has(paper("arxiv:2401.00009").published("2024-02-01"));
    try (var papers = index.papers()) {
      Papers.Page second = papers.papers().list(Selection.ALL, Order.NEW, 3, first.next());
      assertThat(second.papers().stream().map(p -> p.title()))
          .containsExactly("On arxiv:2401.00003", "On arxiv:2401.00004", "On arxiv:2401.00005");
      assertThat(second.next()).isEmpty();
    }
  }

  @Property(tries = 500)
  void anyTextForACursorIsRefusedAndNeverFails(@ForAll String token) {
    assertThat(Cursor.parse(token, Order.NEW, Selection.ALL)).isEmpty();
  }

  @Test
  void aCursorIsOfNoUseInAnotherListOrOrder() throws Refused {
    for (int i = 0; i < 3; i++) {
      index.has(paper("arxiv:2401.0000" + i).tagged("nets"));
    }
    try (var papers = index.papers()) {
      String cursor =
          papers.papers().list(Selection.ALL, Order.NEW, 1, Optional.empty()).next().orElseThrow();
      for (Order other : List.of(Order.TOP, Order.HOT)) {
        assertThatThrownBy(() -> papers.papers().list(Selection.ALL, other, 1, Optional.of(cursor)))
            .isInstanceOf(Refused.class);
      }
      assertThatThrownBy(
              () ->
                  papers.papers().list(Selection.tagged("nets"), Order.NEW, 1, Optional.of(cursor)))
          .isInstanceOf(Refused.class);
    }
  }

  @Test
  void facetsCountEverythingFoundAndNotThePageAlone() throws Refused {
    for (int i = 0; i < 5; i++) {
      index.has(
          paper("arxiv:2401.0000" + i)
              .titled("Nets")
              .tagged("nets")
              .published("202" + i % 2)
              .seenAt("s", null));
    }
    try (var papers = index.papers()) {
      Papers.Found found =
          papers.papers().search(Selection.matching("nets"), Order.RELEVANCE, 1, Optional.empty());
      assertThat(found.total()).isEqualTo(5);
      assertThat(found.hits()).hasSize(1);
      assertThat(found.facets().get("tag")).containsExactly(new FacetCount("nets", 5));
      assertThat(found.facets().get("year"))
          .containsExactly(new FacetCount("2020", 3), new FacetCount("2021", 2));
    }
  }
}
