package org.paperwire.query.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.paperwire.query.PaperBuilder.paper;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperwire.platform.Position;
import org.paperwire.query.PaperBuilder;
import org.paperwire.query.QueryWorld;

/// The feed over HTTP, against a real broker.
class FeedIT {

  private static final Instant MORNING = Instant.parse("2026-01-02T08:00:00Z");
  private static final ObjectMapper JSON = ObjectMapper.getDefault();

  @TempDir Path folder;
  private QueryWorld world;
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<FeedClient> clients = new ArrayList<>();
  private int published;

  @BeforeEach
  void make() {
    world = QueryWorld.in(folder).with("paperwire.feed.heartbeat", "200ms");
  }

  @AfterEach
  void close() {
    clients.forEach(FeedClient::close);
    http.shutdownNow();
    world.close();
  }

  private void start() {
    world.start();
    await().atMost(QueryWorld.PATIENCE).until(() -> world.get("/v1/changes").statusCode() == 200);
  }

  /// Publishes one change each of papers with these titles, a second apart.
  private void publish(String... titles) {
    var papers = new ArrayList<PaperBuilder>();
    for (String title : titles) {
      papers.add(paper("text:" + (published + papers.size())).titled(title));
    }
    publish(papers);
  }

  private void publish(PaperBuilder... papers) {
    publish(List.of(papers));
  }

  private void publish(List<PaperBuilder> papers) {
    world.publishChanges(
        MORNING.plusSeconds(published), papers.stream().map(Changes::discovered).toList());
    published += papers.size();
  }

  private FeedClient reader(String query, String... lastEventId) {
    try {
      var client =
          FeedClient.open(
              http,
              world.uri(),
              query,
              Optional.of(List.of(lastEventId)).filter(ids -> !ids.isEmpty()).map(List::getFirst));
      clients.add(client);
      assertThat(client.answer().statusCode()).isEqualTo(200);
      await().atMost(QueryWorld.PATIENCE).until(() -> client.lastId().isPresent());
      return client;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("the feed could not be opened", e);
    }
  }

  private static List<String> titles(FeedClient client, int count) {
    await().atMost(QueryWorld.PATIENCE).until(() -> client.count() >= count);
    return client.events().stream()
        .map(event -> event.json().get("paper").get("title").getStringValue())
        .toList();
  }

  private static JsonNode json(HttpResponse<String> answer) {
    try {
      return JSON.readValue(answer.body(), JsonNode.class);
    } catch (IOException e) {
      throw new AssertionError(answer.body(), e);
    }
  }

  private JsonNode page(String query) {
    var answer = world.get("/v1/changes" + query);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json(answer);
  }

  private static List<String> titles(JsonNode page) {
    var titles = new ArrayList<String>();
    page.get("items")
        .values()
        .forEach(item -> titles.add(item.get("paper").get("title").getStringValue()));
    return titles;
  }

  @Test
  void aReaderHearsOfChangesAsTheyHappenAndOneFromTheBeginningOfAll() {
    start();
    publish("one", "two");
    await().atMost(QueryWorld.PATIENCE).until(() -> titles(page("")).size() == 2);

    FeedClient live = reader("");
    FeedClient all = reader("?from=earliest");
    publish("three");

    assertThat(titles(live, 1)).containsExactly("three");
    assertThat(titles(all, 3)).containsExactly("one", "two", "three");
    assertThat(live.events().getFirst().kind()).isEqualTo("discovered");
    assertThat(live.answer().headers().map())
        .containsEntry("content-type", List.of("text/event-stream"))
        .containsEntry("cache-control", List.of("no-cache"))
        .containsEntry("x-accel-buffering", List.of("no"))
        .containsEntry("content-encoding", List.of("identity"))
        .containsKey("paperwire-position");
  }

  @Test
  void aReaderBeginsAtATimeAndPagesDoTheSame() {
    publish("eight", "a second later", "two seconds later");
    start();

    assertThat(titles(reader("?from=2026-01-02T08:00:01Z"), 2))
        .containsExactly("a second later", "two seconds later");
    assertThat(titles(page("?since=2026-01-02T08:00:02Z"))).containsExactly("two seconds later");
    assertThat(titles(page("?since=2026-01-02"))).hasSize(3);
    assertThat(titles(page("?since=2099-01-01"))).isEmpty();
  }

  @Test
  void oneCursorLeadsThroughPagesAndIntoTheStreamAcrossARestart() {
    publish("one", "two", "three");
    start();
    JsonNode first = page("?limit=1");
    assertThat(titles(first)).containsExactly("one");
    assertThat(first.get("more").getBooleanValue()).isTrue();
    String next = first.get("next").getStringValue();

    FeedClient resumed = reader("?from=earliest", next);
    assertThat(titles(resumed, 2)).as("Last-Event-ID wins").containsExactly("two", "three");
    world.stop();
    await().atMost(QueryWorld.PATIENCE).until(resumed::hasEnded);
    assertThat(resumed.hasEndedInOrder()).as("a service that stops ends its streams").isTrue();

    publish("four");
    start();
    assertThat(titles(reader("", resumed.lastId().orElseThrow()), 1)).containsExactly("four");
    JsonNode rest = page("?since=" + resumed.events().getFirst().id());
    assertThat(titles(rest)).containsExactly("three", "four");
    assertThat(rest.get("more").getBooleanValue()).isFalse();
    JsonNode end = page("?since=" + rest.get("next").getStringValue());
    assertThat(titles(end)).isEmpty();
    assertThat(end.get("next")).isEqualTo(rest.get("next"));
  }

  @Test
  void aReaderFurtherBackThanMemoryIsServedFromTheTopic() {
    world.with("paperwire.feed.recent-changes", 5);
    var all = new ArrayList<>(IntStream.range(0, 700).mapToObj(i -> "paper " + i).toList());
    publish(all.toArray(String[]::new));
    start();
    FeedClient behind = reader("?from=earliest");
    FeedClient filtered = reader("?from=earliest&q=title:paper%20-title:699");
    publish("the newest paper");
    all.add("the newest paper");

    assertThat(titles(behind, all.size())).containsExactlyInAnyOrderElementsOf(all);
    all.remove("paper 699");
    assertThat(titles(filtered, all.size())).containsExactlyInAnyOrderElementsOf(all);
    var paged = new ArrayList<String>();
    String since = "earliest";
    JsonNode page;
    do {
      page = page("?limit=300&since=" + since);
      paged.addAll(titles(page));
      since = page.get("next").getStringValue();
    } while (page.get("more").getBooleanValue());
    assertThat(paged).hasSize(701).doesNotHaveDuplicates();
  }

  @Test
  void readersAreFilteredByTagSourceAndText() {
    start();
    FeedClient tagged = reader("?tag=gnn");
    FeedClient both = reader("?tag=gnn&tag=cs.LG");
    FeedClient seen = reader("?source=huggingface");
    FeedClient typed = reader("?q=graph%20-tree");
    FeedClient everything = reader("");
    publish(paper("text:a").titled("Graphs").tagged("gnn").in("cs.LG"));
    publish(paper("text:b").titled("Trees and graphs").tagged("gnn").seenAt("huggingface", "b"));
    publish(paper("text:c").titled("Grammars"));

    assertThat(titles(everything, 3)).hasSize(3);
    assertThat(titles(tagged, 2)).containsExactly("Graphs", "Trees and graphs");
    assertThat(titles(both, 1)).containsExactly("Graphs");
    assertThat(titles(seen, 1)).containsExactly("Trees and graphs");
    assertThat(titles(typed, 1)).containsExactly("Graphs");
    assertThat(titles(page("?tag=gnn&q=tree"))).containsExactly("Trees and graphs");
  }

  @Tag("thorough")
  @Test
  void inSilenceAReaderIsToldWhereItIs() {
    start();
    FeedClient narrow = reader("?tag=nothing-has-it");
    String before = narrow.lastId().orElseThrow();
    publish("one", "two");
    publish("three");

    await()
        .atMost(QueryWorld.PATIENCE)
        .until(() -> narrow.beats() > 2 && !narrow.lastId().orElseThrow().equals(before));
    await()
        .atMost(QueryWorld.PATIENCE)
        .until(() -> titles(page("?since=" + narrow.lastId().orElseThrow())).isEmpty());
    assertThat(narrow.events()).isEmpty();
  }

  @Test
  void whatIsNoCursorIsRefusedAndOneOfAnotherFeedIsGone() {
    publish("one");
    start();
    String valid = page("").get("next").getStringValue();
    String text = new String(Base64.getUrlDecoder().decode(valid), StandardCharsets.UTF_8);

    for (String query :
        List.of(
            "changes?since=nonsense",
            "feed?from=nonsense",
            "feed?since=latest",
            "changes?limit=1001",
            "feed?tag=a&source=UPPER",
            "feed?q=" + "w".repeat(1_001))) {
      assertThat(world.get("/v1/" + query).statusCode()).as(query).isEqualTo(400);
    }
    assertThat(world.get("/v1/feed", "Last-Event-ID", "nonsense").statusCode()).isEqualTo(400);

    for (String gone :
        List.of(
            text.replace(";g1;", ";g2;"),
            text.replaceAll("^1;g1;[^;]*", "1;g1;AAAAAAAAAAAAAAAAAAAAAA"),
            text.replaceAll("[^.]*$", "1000"))) {
      String token =
          Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString(gone.getBytes(StandardCharsets.UTF_8));
      var answer = world.get("/v1/changes?since=" + token);
      assertThat(answer.statusCode()).as(gone).isEqualTo(410);
      assertThat(json(answer).get("type").getStringValue())
          .isEqualTo("urn:paperwire:problem:cursor-gone");
      String earliest = json(answer).get("earliest").getStringValue();
      assertThat(titles(page("?since=" + earliest))).containsExactly("one");
      if (!gone.contains(";g2;")) {
        assertThat(world.get("/v1/feed", "Last-Event-ID", token).statusCode()).isEqualTo(410);
      }
    }
  }

  /// As after a switch of the enrichment that it was not there to see.
  @Test
  void aReaderOfAnotherGenerationIsResetOnceAndGoesOnWithWhatFollows() {
    publish("one");
    start();
    String next = page("").get("next").getStringValue();
    String other =
        new String(Base64.getUrlDecoder().decode(next), StandardCharsets.UTF_8)
            .replace(";g1;", ";g7;");
    String id =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(other.getBytes(StandardCharsets.UTF_8));

    FeedClient reader = reader("", id);
    await().atMost(QueryWorld.PATIENCE).until(() -> reader.count() >= 1);
    publish("two");
    await().atMost(QueryWorld.PATIENCE).until(() -> reader.count() >= 2);

    assertThat(reader.events())
        .extracting(FeedClient.Event::kind)
        .containsExactly("reset", "discovered");
    FeedClient.Event reset = reader.events().getFirst();
    assertThat(reset.json().get("generation").getStringValue()).isEqualTo("g1");
    assertThat(reset.json().get("next").getStringValue()).isEqualTo(reset.id()).isEqualTo(next);
    FeedClient again = reader("", reset.id());
    await().atMost(QueryWorld.PATIENCE).until(() -> again.count() >= 1);
    assertThat(again.events()).extracting(FeedClient.Event::kind).containsExactly("discovered");
  }

  @Test
  void pagesReflectAPositionAndWaitForOne() {
    start();
    publish("one");
    var source = new TopicPartition("paperwire.sightings.v1", 0);
    var position = new Position(Map.of(source, 7L));
    var early =
        world.get("/v1/changes", "Paperwire-Min-Position", position.token(), "Prefer", "wait=0");
    assertThat(early.statusCode()).isEqualTo(503);
    assertThat(early.body()).contains("position-not-reached");

    world.fence(position);
    var reached =
        world.get("/v1/changes", "Paperwire-Min-Position", position.token(), "Prefer", "wait=20");
    assertThat(reached.statusCode()).isEqualTo(200);
    assertThat(titles(json(reached))).containsExactly("one");
    assertThat(json(reached).get("position").getStringValue())
        .isEqualTo(reached.headers().firstValue("Paperwire-Position").orElseThrow());
    assertThat(
            Position.parse(json(reached).get("position").getStringValue())
                .orElseThrow()
                .reached(position))
        .isTrue();
  }

  @Tag("thorough")
  @Test
  void aReaderThatNeverReadsIsCutAndOthersDoNotNotice() throws IOException {
    world.with("paperwire.feed.stall", "1s").with("paperwire.feed.recent-megabytes", 1);
    start();
    try (var deaf = new Socket()) {
      deaf.setReceiveBufferSize(4_096);
      deaf.connect(new InetSocketAddress(world.uri().getHost(), world.uri().getPort()));
      deaf.getOutputStream()
          .write(
              "GET /v1/feed HTTP/1.1\r\nHost: localhost\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      await().atMost(QueryWorld.PATIENCE).until(() -> metric("paperwire_feed_readers") == 1);
      FeedClient healthy = reader("");
      String large = "All work and no play. ".repeat(10_000);
      publish(IntStream.range(0, 80).mapToObj(i -> paper("text:large" + i).saying(large)).toList());

      await().atMost(QueryWorld.PATIENCE).until(() -> healthy.count() == 80);
      await()
          .atMost(QueryWorld.PATIENCE)
          .until(() -> metric("paperwire_feed_cut_total{reason=\"stalled\"") == 1);
      await().atMost(QueryWorld.PATIENCE).until(() -> metric("paperwire_feed_readers") == 1);
      assertThat(healthy.hasEnded()).isFalse();
      assertThat(new FeedHistory(healthy.events()).faults()).isEmpty();
    }
  }

  @Tag("thorough")
  @Test
  void thereAreNoMoreReadersThanMayBeAndALifeEnds() {
    world.with("paperwire.feed.readers", 2).with("paperwire.feed.life", "3s");
    start();
    FeedClient one = reader("");
    reader("");
    var refused = world.get("/v1/feed");
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    assertThat(refused.body()).contains("too-many-readers");

    await().atMost(QueryWorld.PATIENCE).until(one::hasEnded);
    assertThat(one.hasEndedInOrder()).isTrue();
    await().atMost(QueryWorld.PATIENCE).until(() -> metric("paperwire_feed_readers") == 0);
    publish("one");
    assertThat(titles(reader("", one.lastId().orElseThrow()), 1)).containsExactly("one");
  }

  @Tag("thorough")
  @Test
  void aRecordThatCannotBeReadIsPassedOver() {
    start();
    FeedClient live = reader("");
    publish("one");
    world.publishChangeBytes("p0000000000000000", new byte[] {1, 2, 3});
    publish("two");
    assertThat(titles(live, 2)).containsExactlyInAnyOrder("one", "two");
  }

  private double metric(String name) {
    return world
        .get("/prometheus")
        .body()
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
