package org.paperwire.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.paperwire.ingest.fetching.LocalServer.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperwire.avro.PaperSighted;
import org.paperwire.ingest.fetching.LocalServer;
import org.paperwire.ingest.polling.State;
import org.paperwire.ingest.publishing.Lease;
import org.paperwire.ingest.publishing.LogLedger;
import org.paperwire.platform.KafkaSettings;
import org.paperwire.topics.Topics;

/// Pollers as they run, with a real broker, asking a server on this machine.
class PollersIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir static Path folder;
  private static LocalServer sources;
  private static IngestStack stack;

  @BeforeAll
  static void start() throws InterruptedException {
    sources = new LocalServer(PollersIT::says);
    stack =
        IngestStack.start(
            folder,
            Map.of(
                "paperwire.live.enabled",
                true,
                "paperwire.live.contact",
                "mailto:ada@example.org",
                "paperwire.live.local-hosts",
                "127.0.0.1:" + sources.address().getPort(),
                "paperwire.live.huggingface.site",
                sources.address().toString(),
                "paperwire.live.huggingface.catch-up-days",
                0,
                "paperwire.live.arxiv.feeds",
                sources.address("/rss").toString(),
                "paperwire.live.arxiv.oai",
                sources.address("/oai").toString(),
                "paperwire.live.arxiv.categories",
                "cs.CL",
                "paperwire.live.feeds.closed-list.url",
                "https://localhost:1/feed",
                "paperwire.live.feeds.marsh-journal.url",
                sources.address("/journal.json").toString()));
  }

  @AfterAll
  static void stop() {
    stack.close();
    sources.close();
  }

  private static LocalServer.Says says(LocalServer.Asked asked) {
    String today = OffsetDateTime.now(ZoneOffset.UTC).format(DateTimeFormatter.RFC_1123_DATE_TIME);
    if (asked.path().startsWith("/rss")) {
      return answer(
          200,
          """
          <?xml version="1.0"?>
          <rss xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/" version="2.0">
          <channel><title>cs.CL updates on arXiv.org</title><link>http://rss.arxiv.org/rss/cs.CL</link>
          <pubDate>%s</pubDate>
          <item><title>Folding Late</title><link>https://arxiv.org/abs/2611.00001</link>
          <description>arXiv:2611.00001v1 Announce Type: new\s
          Abstract: We fold.</description><guid isPermaLink="false">oai:arXiv.org:2611.00001v1</guid>
          <category>cs.CL</category><pubDate>%s</pubDate><arxiv:announce_type>new</arxiv:announce_type>
          <dc:creator>Ada Quill</dc:creator></item></channel></rss>
          """
              .formatted(today, today));
    }
    if (asked.path().startsWith("/journal")) {
      return answer(
          200,
          """
          {"version": "https://jsonfeed.org/version/1.1", "title": "Marsh Journal",
           "items": [{"id": "7", "title": "Weeds in Winter", "url": "https://doi.org/10.1000/weeds"}]}
          """,
          "Content-Type: application/feed+json");
    }
    if (asked.path().startsWith("/oai")) {
      return answer(503, "", "Retry-After: 3600");
    }
    return answer(
        200,
        """
        [{"paper": {"id": "2611.00002", "title": "Weighing Feathers", "summary": "We weigh.",
          "authors": [{"name": "Ada Quill"}], "publishedAt": "2026-11-19T00:00:00.000Z",
          "submittedOnDailyAt": "2026-11-20T01:00:00.000Z", "upvotes": 7},
          "publishedAt": "2026-11-18T19:00:00.000Z", "title": "Weighing Feathers", "numComments": 2}]
        """,
        "Content-Type: application/json");
  }

  @Test
  void whatSourcesListIsOnTheLogWithAReceiptAndACursor() throws IOException {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(stack.read(Topics.SIGHTINGS).stream().map(PaperSighted::getTitle))
                    .contains("Folding Late", "Weighing Feathers", "Weeds in Winter"));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(state("huggingface")).isEqualTo("fresh");
              assertThat(state("arxiv-feed:cs.CL")).isEqualTo("fresh");
              assertThat(state("arxiv-harvest:cs.CL")).isEqualTo("busy");
              assertThat(state("feed:closed-list")).isEqualTo("refused");
              assertThat(state("feed:marsh-journal")).isEqualTo("fresh");
            });

    JsonNode told = told();
    assertThat(told.get("live").asBoolean()).isTrue();
    assertThat(told.get("batches")).hasSizeGreaterThanOrEqualTo(3);
    for (JsonNode batch : told.get("batches")) {
      if (!batch.get("door").asText().equals("poll")) {
        continue; // of another test
      }
      assertThat(batch.get("expected").asInt()).isEqualTo(1);
      assertThat(batch.get("received").asInt()).isEqualTo(1);
      assertThat(batch.get("new").asInt()).isEqualTo(1);
      assertThat(batch.get("rejected").asInt()).isZero();
      assertThat(batch.get("format").asText()).isIn("daily-papers-api", "arxiv-feed", "feed");
    }
    assertThat(stack.bean(LogLedger.class).cursors().get("huggingface"))
        .satisfies(
            cursor -> {
              assertThat(cursor.answers()).isEqualTo(1);
              assertThat(cursor.standing().state()).isEqualTo(State.FRESH);
              assertThat(cursor.taken()).isNotNull();
            });
    assertThat(stack.send("GET", "/prometheus").body())
        .contains("paperwire_source_items_total{outcome=\"new\",poller=\"huggingface\"} 1.0");
    assertThat(sources.asked().getFirst().headers())
        .contains("User-Agent: Paperwire/0.1 (mailto:ada@example.org)");
  }

  @Test
  void whatSomebodySendsLeavesAReceiptToo() {
    stack.post(
        "/v1/papers?source=receipt-list",
        "application/x-ndjson",
        "{\"title\": \"One\"}\n{\"title\": 7}\n");

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(told().get("batches"))
                    .anySatisfy(
                        batch -> {
                          assertThat(batch.get("source").asText()).isEqualTo("receipt-list");
                          assertThat(batch.get("door").asText()).isEqualTo("papers");
                          assertThat(batch.get("received").asInt()).isEqualTo(2);
                          assertThat(batch.get("rejected").asInt()).isEqualTo(1);
                          assertThat(batch.has("new")).isFalse();
                        }));
  }

  /// A recording of a source's answers, a day a line: neither the request nor the first line says
  /// what it is.
  @Test
  void linesOfASourceAreToldAsThatInReceiptAndLetters() throws IOException {
    JsonNode told =
        JSON.readTree(
            stack
                .post(
                    "/v1/captures?name=recorded.jsonl",
                    "application/x-ndjson",
                    """
                    {"date": "2026-11-19", "response": [{"paper": {"id": "2611.00003", "title": "Ink"}}]}
                    {"date": "2026-11-20", "response": [{"paper": {"title": "No id"}}]}
                    """)
                .body());

    assertThat(told.get("format").asText()).isEqualTo("daily-papers-api");
    assertThat(stack.read(Topics.DEAD_LETTERS))
        .filteredOn(letter -> letter.getBatchId().equals(told.get("captureId").asText()))
        .singleElement()
        .satisfies(letter -> assertThat(letter.getSource()).isEqualTo("huggingface"));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(told().get("batches"))
                    .filteredOn(
                        batch ->
                            batch.get("batchId").asText().equals(told.get("captureId").asText()))
                    .singleElement()
                    .satisfies(
                        batch -> {
                          assertThat(batch.get("source").asText()).isEqualTo("huggingface");
                          assertThat(batch.get("format").asText()).isEqualTo("daily-papers-api");
                          assertThat(batch.get("received").asInt()).isEqualTo(2);
                        }));
  }

  @Test
  void ofTwoInstancesOneAsksAndTheOtherWhenItHasLeft() {
    Lease first = stack.bean(Lease.class);
    await().atMost(PATIENCE).until(first::confirm);

    var second = new Lease(stack.bean(KafkaSettings.class));
    second.join(new NobodyAsks());
    var third = new Lease(stack.bean(KafkaSettings.class));
    third.join(new NobodyAsks());
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(membersOfTheGroup()).isEqualTo(3);
              assertThat(Stream.of(first, second, third).filter(Lease::confirm)).hasSize(1);
            });
    second.close();
    third.close();

    await().atMost(PATIENCE).until(first::confirm);
    assertThat(second.confirm()).isFalse();
    assertThat(third.isHeld()).isFalse();
  }

  /// As after a pause that was longer than the session: it does not know yet.
  @Test
  void whoIsNoMemberAnyMoreIsNotConfirmedThoughItBelievesToHoldTheLease() throws Exception {
    Lease lease = stack.bean(Lease.class);
    await().atMost(PATIENCE).until(lease::confirm);

    try (Admin admin = Admin.create(stack.bean(KafkaSettings.class).admin("test"))) {
      admin
          .removeMembersFromConsumerGroup(Lease.GROUP, new RemoveMembersFromConsumerGroupOptions())
          .all()
          .get();
    }

    assertThat(lease.confirm()).isFalse();
    await().atMost(PATIENCE).until(lease::confirm);
  }

  private static int membersOfTheGroup() throws Exception {
    try (Admin admin = Admin.create(stack.bean(KafkaSettings.class).admin("test"))) {
      return admin
          .describeConsumerGroups(List.of(Lease.GROUP))
          .describedGroups()
          .get(Lease.GROUP)
          .get()
          .members()
          .size();
    }
  }

  private static final class NobodyAsks implements Lease.Holder {
    @Override
    public void changed() {}

    @Override
    public void finish(Duration patience) {}
  }

  @Test
  void aLimitThatIsNoneIsToldSo() {
    assertThat(stack.send("GET", "/v1/sources?limit=0").status()).isEqualTo(400);
    assertThat(stack.send("GET", "/v1/sources?limit=1").status()).isEqualTo(200);
  }

  private static String state(String poller) throws IOException {
    for (JsonNode polled : told().get("pollers")) {
      if (polled.get("poller").asText().equals(poller)) {
        return polled.get("state").asText();
      }
    }
    return "unknown";
  }

  private static JsonNode told() throws IOException {
    return JSON.readTree(stack.send("GET", "/v1/sources?limit=200").body());
  }
}
