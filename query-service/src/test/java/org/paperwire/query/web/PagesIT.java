package org.paperwire.query.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paperwire.query.PaperBuilder.idOf;
import static org.paperwire.query.PaperBuilder.paper;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paperwire.avro.Cursor;
import org.paperwire.avro.Receipt;
import org.paperwire.query.QueryWorld;

/// The pages over HTTP.
class PagesIT {

  private QueryWorld world;

  @BeforeEach
  void start() {
    world = QueryWorld.started();
    world.settle();
  }

  @AfterEach
  void stop() {
    world.close();
  }

  @Test
  void anEmptyPaperwireTellsHowToFillIt() {
    HttpResponse<String> page = world.get("/");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("Nothing here yet", "./paperwire ingest");
  }

  @Test
  void papersAreShownWithWhatIsKnownAndNothingInThemRuns() {
    world.publish(
        paper("arxiv:2409.02877")
            .titled("Attention, again")
            .by("Ada Lovelace")
            .published("2025-07-10")
            .tagged("attention")
            .seenAt("huggingface", "2409.02877")
            .comments(14),
        paper("doi:10.1/\"onmouseover=x<y>")
            .titled("<script>alert(1)</script>")
            .saying("<img src=x onerror=alert(1)> nets")
            .by("<b>Eve</b>")
            .tagged("a\"b")
            .seenAt("evil", "</p><script>"));
    world.settle();

    HttpResponse<String> page = world.get("/");
    assertThat(page.body())
        .contains("Attention, again", "Ada Lovelace", "10 July 2025", "14 comments", "huggingface")
        .contains("href=\"https://arxiv.org/abs/2409.02877\"")
        .contains("/v1/papers/" + idOf("arxiv:2409.02877"))
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;");
    for (String address :
        List.of(
            "/",
            "/search?q=script",
            "/search?q=nets",
            "/papers/" + idOf("doi:10.1/\"onmouseover=x<y>"))) {
      HttpResponse<String> evil = world.get(address);
      assertThat(evil.statusCode()).as(address).isEqualTo(200);
      assertThat(evil.body().toLowerCase(Locale.ROOT))
          .as(address)
          .doesNotContain("<script", "<img", "<b>")
          .as("no quote gets out of an attribute")
          .doesNotContainPattern("<[^>]*\"onmouseover");
      assertThat(evil.headers().firstValue("Content-Security-Policy").orElse(""))
          .startsWith("default-src 'none'");
      assertThat(evil.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }
    assertThat(world.get("/search?q=nets").body()).contains("1 paper", "<mark>nets</mark>");
    assertThat(world.get("/search?q=%22%3E%3Cscript%3E").body()).doesNotContain("<script");
  }

  @Test
  void aListGoesOnOnTheNextPage() {
    for (int i = 0; i < 35; i++) {
      world.publish(paper("arxiv:2401.%05d".formatted(i)).titled("Number " + i));
    }
    world.settle();
    String first = world.get("/").body();
    int link = first.indexOf("href=\"/?cursor=") + "href=\"".length();
    String second = world.get(first.substring(link, first.indexOf('"', link))).body();
    assertThat(first.split("<article", -1)).hasSize(31);
    assertThat(second.split("<article", -1)).hasSize(6);
    assertThat(second).doesNotContain("rel=\"next\"");
  }

  @Test
  void whatIsNotThereIsAPageToo() {
    HttpResponse<String> page = world.get("/papers/nothing");
    assertThat(page.statusCode()).isEqualTo(404);
    assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
    assertThat(world.get("/search?q=nothing").body()).contains("Nothing found");
    assertThat(world.get("/search?q=" + "w".repeat(1001)).statusCode()).isEqualTo(400);
  }

  @Test
  void thePageOfTheSourcesSaysHowEachIsAndWhatCameIn() {
    assertThat(world.get("/sources").body()).contains("No source has been asked yet");

    Instant now = Instant.now();
    world.publish(cursor("arxiv-feed:cs.CL", "stale", now));
    world.publish(cursor("feed:<b>", "fresh", now.minus(Duration.ofDays(3))));
    world.publish(
        Receipt.newBuilder()
            .setBatchId("batch")
            .setSource("arxiv-feed")
            .setDoor("poll")
            .setPoller("arxiv-feed:cs.CL")
            .setReceivedAt(now)
            .setExpected(12L)
            .setReceived(12)
            .setNew$(3L)
            .setRepeated(8L)
            .setRejected(1)
            .build());

    String page = world.get("/sources").body();
    assertThat(page).contains("arxiv-feed:cs.CL", "state-stale", "12 of 12, 3 new, 1 rejected");
    assertThat(page).contains("feed:&lt;b&gt;", "state-not-asked", "3 days ago");
  }

  private static Cursor cursor(String poller, String state, Instant askedAt) {
    return Cursor.newBuilder()
        .setPoller(poller)
        .setAddress("https://feeds.example")
        .setAnswers(3)
        .setFailures(0)
        .setAskedAt(askedAt)
        .setTaken(ByteBuffer.allocate(0))
        .setTaking(ByteBuffer.allocate(0))
        .setState(state)
        .setDetail("the list of 2026-11-17 is due")
        .setNextAt(askedAt.plus(Duration.ofHours(1)))
        .build();
  }

  @Test
  void theStyleSheetMayBeKeptForEver() {
    String page = world.get("/").body();
    int link = page.indexOf("/assets/paperwire.css");
    HttpResponse<String> styles = world.get(page.substring(link, page.indexOf('"', link)));
    assertThat(styles.headers().firstValue("Content-Type").orElse("")).startsWith("text/css");
    assertThat(styles.headers().firstValue("Cache-Control").orElse("")).contains("immutable");
    assertThat(world.get("/assets/paperwire.svg").statusCode()).isEqualTo(200);
  }
}
