package org.paperwire.query.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.paperwire.query.PaperBuilder.idOf;
import static org.paperwire.query.PaperBuilder.paper;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paperwire.platform.Position;
import org.paperwire.query.QueryWorld;

/// The API over HTTP, against a real broker.
class PapersIT {

  private static QueryWorld world;

  private static final ObjectMapper JSON = ObjectMapper.getDefault();

  @BeforeAll
  static void start() {
    world = QueryWorld.started();
    world.publish(
        paper("arxiv:2409.02877")
            .titled("Attention, again")
            .by("Ada Lovelace", "Charles Babbage")
            .published("2024-09-04")
            .listed("2024-09-05")
            .tagged("attention", "cs.CL")
            .seenAt("huggingface", "2409.02877")
            .comments(14)
            .upvotes(3),
        paper("doi:10.1234/a/b(1)").titled("Slashes in names").published("2025-07"),
        paper("huggingface:abc-1").titled("Only a source knows it").seenAt("huggingface", "abc-1"),
        paper("arxiv:2501.00001").titled("Absorbed").mergedInto("arxiv:2409.02877"),
        paper("text:nobodyknows")
            .titled("<script>alert(1)</script> & nets of neurons")
            .saying("Neural nets have <b>nets</b>. Nothing else.")
            .published("2023"));
    world.settle();
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  private static JsonNode json(HttpResponse<String> answer) {
    try {
      return JSON.readValue(answer.body(), JsonNode.class);
    } catch (IOException e) {
      throw new AssertionError(answer.body(), e);
    }
  }

  @Test
  void aPaperIsFoundByEachOfItsNames() {
    String id = idOf("arxiv:2409.02877");
    for (String name :
        List.of(
            id,
            "arxiv:2409.02877",
            "arxiv:2409.02877v3",
            "arXiv:2409.02877",
            "doi:10.48550/arXiv.2409.02877",
            "huggingface:2409.02877")) {
      var answer = world.get("/v1/papers/" + name);
      assertThat(answer.statusCode()).as(name).isEqualTo(200);
      assertThat(json(answer).get("id").getStringValue()).as(name).isEqualTo(id);
      assertThat(answer.headers().firstValue("Paperwire-Position")).as(name).isPresent();
    }
    for (String name :
        List.of("doi:10.1234/a/b(1)", "doi:10.1234%2Fa%2Fb(1)", "doi:10.1234%2fA%2fb%281%29")) {
      var answer = world.get("/v1/papers/" + name);
      assertThat(json(answer).get("title").getStringValue()).as(name).isEqualTo("Slashes in names");
    }
    assertThat(world.get("/v1/papers/huggingface:abc-1").body()).contains("Only a source knows it");
  }

  @Test
  void theDocumentHasTheShapeOfTheApi() {
    JsonNode paper = json(world.get("/v1/papers/arxiv:2409.02877"));
    assertThat(paper.get("authors").get(0).get("name").getStringValue()).isEqualTo("Ada Lovelace");
    assertThat(paper.get("publishedAt").getStringValue()).isEqualTo("2024-09-04");
    assertThat(paper.get("identifiers").get("arxiv").get(0).getStringValue())
        .isEqualTo("2409.02877");
    assertThat(paper.get("tags").get(0).get("tag").getStringValue()).isEqualTo("attention");
    assertThat(paper.get("tags").get(0).get("origin").getStringValue()).isEqualTo("vocabulary");
    assertThat(paper.get("sightings").get(0).get("source").getStringValue())
        .isEqualTo("huggingface");
    assertThat(paper.get("comments").getIntValue()).isEqualTo(14);
    assertThat(paper.get("related").size()).isZero();
    assertThat(paper.get("venue")).as("unknown is absent").isNull();
  }

  @Test
  void aMergedIdRedirectsForEver() {
    var answer = world.get("/v1/papers/" + idOf("arxiv:2501.00001"));
    assertThat(answer.statusCode()).isEqualTo(308);
    assertThat(answer.headers().firstValue("Location"))
        .contains("/v1/papers/" + idOf("arxiv:2409.02877"));
  }

  @Test
  void whatDoesNotExistIsAProblem() {
    for (String name :
        List.of("arxiv:2409.99999", idOf("text:none"), "nonsense", "doi:none", "a%2Fb")) {
      var answer = world.get("/v1/papers/" + name);
      assertThat(answer.statusCode()).as(name).isEqualTo(404);
      assertThat(answer.headers().firstValue("Content-Type").orElse(""))
          .startsWith("application/problem+json");
    }
    assertThat(world.get("/v1/papers/arxiv:2409.99999").headers().firstValue("Paperwire-Position"))
        .isPresent();
  }

  @Test
  void badQuestionsAreToldWhatWouldBeRight() {
    for (var bad :
        Map.of(
                "/v1/papers?limit=0",
                "bad-limit",
                "/v1/papers?limit=101",
                "bad-limit",
                "/v1/papers?date=yesterday",
                "bad-date",
                "/v1/papers?sort=best",
                "bad-sort",
                "/v1/papers?cursor=none",
                "bad-cursor",
                "/v1/papers?tags=x",
                "unknown-parameter",
                "/v1/search?q=",
                "query-missing",
                "/v1/search?q=nets&mode=hybrid",
                "mode-not-available",
                "/v1/search?q=" + "word%20".repeat(51),
                "query-too-long",
                "/v1/search?q=" + "w".repeat(1001),
                "query-too-long")
            .entrySet()) {
      var answer = world.get(bad.getKey());
      assertThat(answer.statusCode()).as(bad.getKey()).isEqualTo(400);
      assertThat(json(answer).get("type").getStringValue())
          .isEqualTo("urn:paperwire:problem:" + bad.getValue());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/search?q=, 400, query-too-long",
    "/v1/feed?q=, 400, query-too-long",
    "/v1/changes?q=, 400, query-too-long",
    "/v1/papers?author=, 400, bad-parameter",
    "/v1/papers?tag=, 400, bad-parameter",
    "/v1/papers?cursor=, 400, bad-parameter",
    "/v1/search?q=x&author=, 400, bad-parameter",
    "/v1/feed?source=, 400, bad-parameter",
    "/v1/feed?from=, 400, bad-parameter",
    "/v1/tags/, 404, not-found",
    "/v1/papers/, 404, not-found"
  })
  void tenThousandCharactersAreTooManyAndSaidToBe(String call, int status, String problem) {
    for (String text :
        List.of(
            "w".repeat(10_000), "word+".repeat(2_000), "%22".repeat(5_000), "-".repeat(10_000))) {
      var answer = world.get(call + text);

      assertThat(answer.statusCode()).as(call).isEqualTo(status);
      assertThat(answer.headers().firstValue("Content-Type").orElse(""))
          .startsWith("application/problem+json");
      assertThat(json(answer).get("type").getStringValue())
          .as(call)
          .isEqualTo("urn:paperwire:problem:" + problem);
      assertThat(answer.body()).as("does not repeat it").hasSizeLessThan(1_000);
    }
    assertThat(world.get("/v1/search?q=nets").statusCode()).isEqualTo(200);
  }

  @Test
  void anAddressOfMoreThanSixteenThousandBytesIsRefusedBeforeItIsRead() {
    var answer = world.get("/v1/search?q=" + "%C3%A4".repeat(10_000));

    assertThat(answer.statusCode()).isEqualTo(414);
    assertThat(json(answer).get("type").getStringValue())
        .isEqualTo("urn:paperwire:problem:uri-too-long");
  }

  @Test
  void aKnownPaperIsNotSentAgain() {
    var first = world.get("/v1/papers/arxiv:2409.02877");
    String tag = first.headers().firstValue("ETag").orElseThrow();
    var second = world.get("/v1/papers/arxiv:2409.02877", "If-None-Match", tag);
    assertThat(second.statusCode()).isEqualTo(304);
    assertThat(second.body()).isEmpty();
  }

  @Test
  void listsAreFilteredAndOrdered() {
    assertThat(titles(world.get("/v1/papers?date=2024-09-05"))).containsExactly("Attention, again");
    assertThat(titles(world.get("/v1/papers?date=2024-09-04"))).as("listed a day later").isEmpty();
    assertThat(titles(world.get("/v1/papers?date=2025-07"))).containsExactly("Slashes in names");
    assertThat(titles(world.get("/v1/papers?tag=attention&tag=cs.CL")))
        .containsExactly("Attention, again");
    assertThat(titles(world.get("/v1/papers?author=Lovelace,%20Ada")))
        .containsExactly("Attention, again");
    assertThat(titles(world.get("/v1/papers?author=Ada%20Babbage")))
        .as("a name is not put together from two")
        .isEmpty();
    assertThat(titles(world.get("/v1/papers?source=huggingface&sort=top")))
        .containsExactly("Attention, again", "Only a source knows it");
    assertThat(titles(world.get("/v1/papers?sort=new")))
        .as("undated papers stand at the day they were first seen")
        .startsWith("Only a source knows it", "Slashes in names", "Attention, again")
        .hasSize(4);
  }

  private static List<String> titles(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    var titles = new ArrayList<String>();
    json(answer)
        .get("items")
        .values()
        .forEach(item -> titles.add(item.get("title").getStringValue()));
    return titles;
  }

  @Test
  void aSearchTellsTotalHighlightsAndFacets() {
    JsonNode found = json(world.get("/v1/search?q=neural%20net"));
    assertThat(found.get("total").getIntValue()).isEqualTo(1);
    JsonNode hit = found.get("hits").get(0);
    assertThat(hit.get("id").getStringValue()).isEqualTo(idOf("text:nobodyknows"));
    assertThat(hit.get("score").getNumberValue().doubleValue()).isPositive();
    assertThat(hit.get("highlights").get("title").getStringValue())
        .contains("<mark>nets</mark>")
        .doesNotContain("<script>")
        .contains("&lt;script&gt;");
    assertThat(hit.get("highlights").get("abstract").getStringValue())
        .contains("<mark>Neural</mark>")
        .contains("&lt;b&gt;");
    assertThat(found.get("facets").get("years").get(0).get("value").getStringValue())
        .isEqualTo("2023");
    assertThat(json(world.get("/v1/search?q=attention%20-babbage")).get("total").getIntValue())
        .as("an excluded author")
        .isEqualTo(3 - 1);
  }

  @Test
  void theExportHasEveryPaperOnceInCanonicalForm() throws IOException {
    var answer = world.getBytes("/v1/papers/export");
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/x-ndjson");
    assertThat(answer.headers().firstValue("Paperwire-Position")).isPresent();
    String text = new String(answer.body(), StandardCharsets.UTF_8);
    List<String> lines = text.lines().toList();
    assertThat(text).endsWith("\n");
    assertThat(lines).hasSize(4).doesNotHaveDuplicates();
    assertThat(lines.stream().map(PapersIT::id).toList()).isSorted();
    assertThat(text).doesNotContain("firstSeenAt", "revision");
    assertThat(lines)
        .anySatisfy(
            line ->
                assertThat(line)
                    .isEqualTo(
                        "{\"abstract\":\"We look again at what attention attends to.\",\"authors\":[],"
                            + "\"categories\":[],\"id\":\""
                            + idOf("doi:10.1234/a/b(1)")
                            + "\",\"identifiers\":{\"doi\":[\"10.1234/a/b(1)\"]},\"keywords\":[],\"links\":[],"
                            + "\"publishedAt\":\"2025-07\",\"recordKeys\":[\"doi:10.1234/a/b(1)\"],\"related\":[],"
                            + "\"sightings\":[],\"tags\":[],\"title\":\"Slashes in names\"}"));

    var zipped = world.getBytes("/v1/papers/export", "Accept-Encoding", "gzip");
    assertThat(zipped.headers().firstValue("Content-Encoding")).contains("gzip");
    assertThat(new GZIPInputStream(new ByteArrayInputStream(zipped.body())).readAllBytes())
        .isEqualTo(answer.body());
  }

  private static String id(String line) {
    try {
      return JSON.readValue(line, JsonNode.class).get("id").getStringValue();
    } catch (IOException e) {
      throw new AssertionError(line, e);
    }
  }

  @Test
  void tagsAreCounted() {
    JsonNode tags = json(world.get("/v1/tags"));
    assertThat(tags.get("total").getIntValue()).isEqualTo(2);
    JsonNode tag = json(world.get("/v1/tags/attention"));
    assertThat(tag.get("count").getIntValue()).isEqualTo(1);
    assertThat(tag.get("label").getStringValue()).isEqualTo("attention");
    assertThat(world.get("/v1/tags/nothing").statusCode()).isEqualTo(404);
  }

  @Test
  void anAnswerThatLacksWhatWasWrittenSaysHowOldItIs() {
    Instant before = Instant.now();
    await().atMost(QueryWorld.PATIENCE).until(() -> asOf("/v1/papers").isAfter(before));

    Position written = world.write();
    Instant acknowledged = Instant.now();

    for (String call :
        List.of("/v1/papers", "/v1/papers/arxiv:2409.02877", "/v1/search?q=nets", "/v1/views")) {
      assertThat(asOf(call)).as(call).isBetween(before, acknowledged);
    }

    world.fence(written);
    await().atMost(QueryWorld.PATIENCE).until(() -> asOf("/v1/papers").isAfter(acknowledged));
    await().atMost(QueryWorld.PATIENCE).until(() -> asOf("/v1/changes").isAfter(acknowledged));
  }

  private static Instant asOf(String call) {
    return Instant.parse(world.get(call).headers().firstValue("Paperwire-As-Of").orElseThrow());
  }

  @Test
  void aReaderMayWaitForWhatItWrote() {
    var source = new TopicPartition("paperwire.sightings.v1", 0);
    String far = new Position(Map.of(source, 1_000L)).token();

    var refused = world.get("/v1/papers", "Paperwire-Min-Position", far, "Prefer", "wait=0");
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    assertThat(json(refused).get("type").getStringValue())
        .isEqualTo("urn:paperwire:problem:position-not-reached");
    assertThat(json(refused).get("position").getStringValue())
        .isEqualTo(refused.headers().firstValue("Paperwire-Position").orElseThrow());

    Thread.startVirtualThread(() -> world.fence(new Position(Map.of(source, 1_000L))));
    var waited = world.get("/v1/papers", "Paperwire-Min-Position", far, "Prefer", "wait=20");
    assertThat(waited.statusCode()).isEqualTo(200);
    assertThat(
            Position.parse(waited.headers().firstValue("Paperwire-Position").orElseThrow())
                .orElseThrow()
                .reached(Position.parse(far).orElseThrow()))
        .isTrue();
    assertThat(world.get("/v1/papers", "Paperwire-Min-Position", "?").statusCode()).isEqualTo(400);
  }
}
