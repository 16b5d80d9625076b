package org.paperwire.query.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.paperwire.query.PaperBuilder.idOf;
import static org.paperwire.query.PaperBuilder.paper;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.paperwire.avro.ChangeKind;
import org.paperwire.avro.PaperChange;
import org.paperwire.query.PaperBuilder;
import org.paperwire.query.QueryWorld;

/// Papers and days as they were.
@Tag("thorough")
class PastIT {

  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
  private static final String ONE = "arxiv:2401.00001";
  private static final String TWO = "arxiv:2401.00002";
  private static final String CUT = "arxiv:2401.00003";
  private static QueryWorld world;

  /// A change a second, from [#FIRST] on.
  @BeforeAll
  static void start() {
    world = QueryWorld.started();
    world.publishChanges(
        FIRST,
        List.of(
            change(ChangeKind.DISCOVERED, one().titled("At first"), 1),
            change(ChangeKind.DISCOVERED, paper(TWO).titled("Two").listed("2026-01-01"), 1),
            change(ChangeKind.UPDATED, one().titled("Then"), 2),
            change(ChangeKind.UPDATED, paper(CUT), 7),
            change(ChangeKind.MERGED, paper(TWO).mergedInto(ONE), 2),
            change(ChangeKind.UPDATED, one().listed("2026-01-02").titled("Moved to a day"), 3)));
    world.settle();
    await().atMost(QueryWorld.PATIENCE).until(() -> past(ONE, 0).statusCode() == 200);
    await().atMost(QueryWorld.PATIENCE).until(() -> past(ONE, 5).body().contains("Moved"));
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  private static PaperBuilder one() {
    return paper(ONE).listed("2026-01-01").tagged("graphs");
  }

  private static PaperChange change(ChangeKind kind, PaperBuilder paper, long revision) {
    return PaperChange.newBuilder()
        .setPaperId(paper.id())
        .setKind(kind)
        .setRevision(revision)
        .setFields(List.of("title"))
        .setPaper(paper.revision(revision).build())
        .build();
  }

  private static HttpResponse<String> past(String name, long second) {
    return world.get("/v1/papers/" + name + "?asOf=" + FIRST.plusSeconds(second));
  }

  @Test
  void aPaperIsWhatItsLastChangeUntilThenLeft() {
    assertThat(past(ONE, 0).body()).contains("At first");
    assertThat(past(ONE, 1).body()).contains("At first");
    assertThat(past(idOf(ONE), 2).body()).contains("\"title\":\"Then\"");
    assertThat(past(ONE, 1_000_000).body()).contains("Moved to a day");
    assertThat(past(ONE, 2).headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(past(ONE, 2).headers().firstValue("Paperwire-Position")).isPresent();
  }

  @Test
  void whatWasMergedByThenLeadsOnAsOfThen() {
    assertThat(past(idOf(TWO), 3).body()).contains("\"title\":\"Two\"");
    HttpResponse<String> merged = past(idOf(TWO), 4);
    assertThat(merged.statusCode()).isEqualTo(308);
    assertThat(merged.headers().firstValue("Location").orElseThrow())
        .isEqualTo("/v1/papers/" + idOf(ONE) + "?asOf=" + FIRST.plusSeconds(4));
  }

  @Test
  void beforeTheFirstChangeItSaysSinceWhen() {
    HttpResponse<String> early = past(ONE, -1);
    assertThat(early.statusCode()).isEqualTo(404);
    assertThat(early.body()).contains("problem:not-yet").contains("2026-01-01T00:00:00Z");

    HttpResponse<String> cut = past(CUT, 0);
    assertThat(cut.statusCode()).isEqualTo(410);
    assertThat(cut.body()).contains("problem:history-gone").contains("2026-01-01T00:00:03Z");

    assertThat(past("arxiv:2401.09999", 0).statusCode()).isEqualTo(404);
  }

  @Test
  void aDayIsListedAsItWas() {
    assertThat(day("2026-01-01", 0)).contains("At first").doesNotContain("Two");
    assertThat(day("2026-01-01", 3)).contains("\"Then\"").contains("\"Two\"");
    assertThat(day("2026-01-01", 5)).contains("\"items\":[]");
    assertThat(day("2026-01-02", 5)).contains("Moved to a day");
    assertThat(day("2026-01-02", 4)).contains("\"items\":[]");
    assertThat(day("2026-01&tag=graphs&limit=1", 3)).contains("\"Then\"").doesNotContain("Two");
  }

  private static String day(String date, long second) {
    HttpResponse<String> answer =
        world.get("/v1/papers?date=" + date + "&asOf=" + FIRST.plusSeconds(second));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  @Test
  void whatIsNoMomentOrHasNoDateIsRefused() {
    for (String query :
        List.of("asOf=yesterday", "asOf=" + FIRST, "date=2026&author=x&asOf=" + FIRST)) {
      HttpResponse<String> answer = world.get("/v1/papers?" + query);
      assertThat(answer.statusCode()).as(query).isEqualTo(400);
      assertThat(answer.body()).contains("problem:bad-as-of");
    }
  }
}
