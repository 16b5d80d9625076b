package org.paperwire.ingest.polling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paperwire.ingest.fetching.LocalServer.answer;
import static org.paperwire.ingest.fetching.LocalServer.raw;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paperwire.ingest.fetching.LocalServer.Asked;
import org.paperwire.ingest.fetching.LocalServer.Says;

/// Pollers over real HTTP against a server that replays small invented answers, in time that the
/// test moves.
class PollingTest {

  private static final String FEED = "arxiv-feed:cs.CL";
  private static final String HARVEST = "arxiv-harvest:cs.CL";

  @Test
  void aDayOfAFeedIsOnTheLogOnceAndItsReceiptSaysSo() throws IOException {
    try (var world =
        new PollingWorld("2026-11-17T04:00:00Z", _ -> rss("17 Nov 2026", "One", "Two", ""))
            .with(server -> PollersToTest.feed(server.address(), "cs.CL"))) {
      world.clock("2026-11-17T06:00:00Z");
      world.run(Duration.ofHours(12));

      assertThat(world.sightings).containsExactly("One", "Two");
      assertThat(world.letters).containsExactly("title-missing");
      assertThat(world.state(FEED)).isEqualTo(State.FRESH);
      assertThat(world.receipts.values())
          .singleElement()
          .satisfies(
              receipt -> {
                assertThat(receipt.expected()).contains(3L);
                assertThat(receipt.received()).isEqualTo(3);
                assertThat(receipt.news()).contains(2L);
                assertThat(receipt.repeated()).contains(0L);
                assertThat(receipt.rejected()).isEqualTo(1);
                assertThat(receipt.state()).contains(State.FRESH);
              });
      assertThat(world.questions()).hasSize(1);
    }
  }

  @Test
  void aJsonFeedIsTakenAsAnyFeedIsAndOnlyItsNewsIsPublished() throws IOException {
    var items = new AtomicReference<>("{\"id\": \"1\", \"title\": \"One\"}");
    try (var world =
        new PollingWorld(
                "2026-11-17T06:00:00Z",
                _ ->
                    answer(
                        200,
                        "{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": [%s]}"
                            .formatted(items.get()),
                        "Content-Type: application/feed+json"))
            .with(server -> PollersToTest.web(server.address("/feed.json")))) {
      world.run(Duration.ofMinutes(1));
      items.set("{\"id\": \"2\", \"title\": \"Two\"}, " + items.get());

      world.run(Duration.ofHours(1));

      assertThat(world.sightings).containsExactly("One", "Two");
      assertThat(world.receipts.values())
          .extracting(receipt -> receipt.expected().orElseThrow())
          .containsExactly(1L, 2L);
      assertThat(world.receipts.values().stream().skip(1))
          .singleElement()
          .satisfies(
              receipt -> {
                assertThat(receipt.news()).contains(1L);
                assertThat(receipt.repeated()).contains(1L);
                assertThat(receipt.state()).contains(State.FRESH);
              });
    }
  }

  @Test
  void aBusySourceIsLeftAloneForAsLongAsItSays() throws IOException {
    var answers = new AtomicInteger();
    try (var world =
        new PollingWorld(
                "2026-11-17T06:00:00Z",
                _ ->
                    switch (answers.getAndIncrement()) {
                      case 0 -> answer(429, "", "Retry-After: 7200");
                      case 1 -> answer(503, "", "Retry-After: Tue, 17 Nov 2026 11:00:00 GMT");
                      default -> rss("17 Nov 2026", "One");
                    })
            .with(server -> PollersToTest.feed(server.address(), "cs.CL"))) {
      world.run(Duration.ofHours(1));
      assertThat(world.state(FEED)).isEqualTo(State.BUSY);
      assertThat(world.receipts).isEmpty();

      world.run(Duration.ofHours(5));

      assertThat(world.questions())
          .extracting(Object::toString)
          .containsExactly("2026-11-17T06:00:00Z", "2026-11-17T08:00:00Z", "2026-11-17T11:00:00Z");
      assertThat(world.state(FEED)).isEqualTo(State.FRESH);
      assertThat(world.sightings).containsExactly("One");
    }
  }

  @Test
  void whatIsTruncatedIsAskedForAgainAndNothingOfItIsTaken() throws IOException {
    var answers = new AtomicInteger();
    try (var world =
        new PollingWorld(
                "2026-11-17T06:00:00Z",
                _ ->
                    switch (answers.getAndIncrement()) {
                      case 0 -> raw("HTTP/1.1 200 X\r\nContent-Length: 900\r\n\r\n<rss><channel>");
                      case 1 -> answer(200, "<rss><channel><item><title>One</title></item>");
                      case 2 -> answer(200, "<html><body>Sign in to this network</body></html>");
                      default -> rss("17 Nov 2026", "One", "Two");
                    })
            .with(server -> PollersToTest.feed(server.address(), "cs.CL"))) {
      world.run(Duration.ofSeconds(1));
      assertThat(world.state(FEED)).isEqualTo(State.UNREACHABLE);
      assertThat(world.cursor(FEED).failures()).isEqualTo(1);
      world.run(Duration.ofSeconds(61));
      assertThat(world.state(FEED)).isEqualTo(State.UNREADABLE);
      assertThat(world.sightings).isEmpty();

      world.run(Duration.ofMinutes(10));

      assertThat(world.sightings).containsExactly("One", "Two");
      assertThat(world.cursor(FEED).failures()).isZero();
      assertThat(world.receipts).hasSize(1);
    }
  }

  @Test
  void aFeedThatStaysYesterdaysIsStaleAndTheHarvestBringsWhatIsMissing() throws IOException {
    try (var world =
        new PollingWorld(
                "2026-11-17T06:00:00Z",
                asked ->
                    asked.path().startsWith("/oai")
                        ? oai("2026-11-17T06:00:00Z", "", "One", "Two", "Three")
                        : rss("16 Nov 2026", "One"))
            .with(server -> PollersToTest.feed(server.address("/rss"), "cs.CL"))
            .with(server -> PollersToTest.harvest(server.address("/oai"), "cs.CL"))) {
      world.run(Duration.ofHours(12));

      assertThat(world.state(FEED)).isEqualTo(State.STALE);
      assertThat(world.state(HARVEST)).isEqualTo(State.FRESH);
      assertThat(new HashSet<>(world.sightings)).containsExactlyInAnyOrder("One", "Two", "Three");
      assertThat(world.questions()).as("the same query once a day").hasSize(2);
      assertThat(world.receipts.values())
          .extracting(receipt -> receipt.state().orElseThrow())
          .containsExactly(State.STALE, State.FRESH);
    }
  }

  @Test
  void anUnchangedFeedOnAWeekendIsAQuietDay() throws IOException {
    var feed = new AtomicReference<>(rss("20 Nov 2026", "One"));
    try (var world =
        new PollingWorld("2026-11-20T06:00:00Z", _ -> feed.get())
            .with(server -> PollersToTest.feed(server.address(), "cs.CL"))) {
      world.run(Duration.ofDays(2));
      assertThat(world.questions()).hasSize(1);
      assertThat(world.state(FEED)).isEqualTo(State.FRESH);

      feed.set(rss("23 Nov 2026"));
      world.clock("2026-11-23T06:00:00Z");
      world.run(Duration.ofHours(1));

      assertThat(world.state(FEED)).isEqualTo(State.QUIET);
      assertThat(world.sightings).containsExactly("One");
    }
  }

  @Test
  void anExpiredResumptionTokenBeginsTheHarvestAgainAndDoublesNothing() throws IOException {
    var answers = new AtomicInteger();
    String day = "2026-11-17T06:00:00Z";
    try (var world =
        new PollingWorld(
                day,
                _ ->
                    switch (answers.getAndIncrement()) {
                      case 0, 2 -> oai(day, "t1", "One", "Two");
                      case 1 -> oaiError("badResumptionToken");
                      case 3 -> oai(day, "t2", "Three");
                      default -> oai(day, "", "Four");
                    })
            .with(server -> PollersToTest.harvest(server.address(), "cs.CL"))) {
      world.run(Duration.ofHours(1));

      assertThat(world.server().asked().stream().map(PollingTest::query))
          .containsExactly("from", "t1", "from", "t1", "t2");
      assertThat(world.sightings).containsExactly("One", "Two", "Three", "Four");
      assertThat(world.receipts.values())
          .extracting(receipt -> receipt.news().orElseThrow())
          .containsExactly(2L, 0L, 1L, 1L);
      assertThat(world.state(HARVEST)).isEqualTo(State.FRESH);
    }
  }

  private static String query(Asked asked) {
    return asked.path().contains("resumptionToken=")
        ? asked.path().replaceFirst(".*resumptionToken=", "")
        : "from";
  }

  @Test
  void countsThatMoveAreOnTheLogAndWhatDoesNotIsNot() throws IOException {
    var votes = new AtomicInteger(3);
    try (var world =
        new PollingWorld(
                "2026-11-17T08:00:00Z",
                asked ->
                    answer(
                        200,
                        asked.path().contains("date=2026-11-17")
                            ? "[{\"title\": \"One\", \"up\": %d}, {\"title\": \"Two\", \"up\": 1}]"
                                .formatted(votes.get())
                            : "[]"))
            .with(server -> PollersToTest.daily(server.address()))) {
      world.run(Duration.ofMinutes(45));
      votes.set(4);
      world.run(Duration.ofMinutes(30));
      votes.set(3);
      world.run(Duration.ofMinutes(30));

      assertThat(world.sightings).containsExactly("One", "Two");
      assertThat(world.signals).containsExactly("One 3", "Two 1", "One 4", "One 3");
      assertThat(world.state("huggingface")).isEqualTo(State.FRESH);
    }
  }

  /// Two days of a feed and a harvest, with a crash after each number of writes in turn. Whatever
  /// it is, everything is there, and the receipts add up to what there was.
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14})
  void aCrashAtAnyWriteLosesNothingAndDoublesNothing(int writes) throws IOException {
    try (var world =
        new PollingWorld(
                "2026-11-17T06:00:00Z",
                asked ->
                    asked.path().startsWith("/rss")
                        ? rss("17 Nov 2026", "One", "Two", "Three")
                        : asked.path().contains("resumptionToken")
                            ? oai("2026-11-17T06:00:00Z", "", "Six")
                            : oai("2026-11-17T06:00:00Z", "t1", "Four", "Five"))
            .with(server -> PollersToTest.feed(server.address("/rss"), "cs.CL"))
            .with(server -> PollersToTest.harvest(server.address("/oai"), "cs.CL"))) {
      world.crashAfterWrites(writes);
      world.run(Duration.ofHours(2));

      assertThat(new HashSet<>(world.sightings))
          .containsExactlyInAnyOrder("One", "Two", "Three", "Four", "Five", "Six");
      assertThat(world.receipts.values()).hasSize(3);
      assertThat(world.receipts.values().stream().mapToLong(r -> r.news().orElseThrow()).sum())
          .isEqualTo(6);
      assertThat(world.state(FEED)).isEqualTo(State.FRESH);
      assertThat(world.state(HARVEST)).isEqualTo(State.FRESH);
      for (int i = 1; i < world.questions().size(); i++) {
        assertThat(Duration.between(world.questions().get(i - 1), world.questions().get(i)))
            .isGreaterThanOrEqualTo(Duration.ofSeconds(3));
      }
    }
  }

  @Test
  void aClockThatIsPutBackAndForthNeitherStopsAPollerNorLosesADay() throws IOException {
    var feed = new AtomicReference<>(rss("17 Nov 2026", "One"));
    try (var world =
        new PollingWorld("2030-01-01T00:00:00Z", _ -> feed.get())
            .with(server -> PollersToTest.feed(server.address(), "cs.CL"))) {
      world.run(Duration.ofMinutes(1));
      assertThat(world.state(FEED)).isEqualTo(State.STALE);

      world.clock("2026-11-17T06:00:00Z");
      world.run(Duration.ofMinutes(1));
      feed.set(rss("18 Nov 2026", "Two"));
      world.clock("2026-11-18T06:00:00Z");
      world.run(Duration.ofMinutes(1));

      assertThat(world.sightings).containsExactly("One", "Two");
      assertThat(world.state(FEED)).isEqualTo(State.FRESH);
    }
  }

  private static Says rss(String day, String... titles) {
    var items = new StringBuilder();
    for (String title : titles) {
      items.append("<item><title>").append(title).append("</title></item>");
    }
    return answer(
        200,
        "<rss><channel><pubDate>%s 00:00:00 -0500</pubDate>%s</channel></rss>"
            .formatted(day, items));
  }

  private static Says oai(String responseDate, String token, String... titles) {
    var records = new StringBuilder();
    for (String title : titles) {
      records.append("<record><title>").append(title).append("</title></record>");
    }
    return answer(
        200,
        """
        <OAI-PMH><responseDate>%s</responseDate><ListRecords>%s<resumptionToken>%s</resumptionToken>\
        </ListRecords></OAI-PMH>"""
            .formatted(responseDate, records, token));
  }

  private static Says oaiError(String code) {
    return answer(
        200,
        "<OAI-PMH><responseDate>2026-11-17T06:00:00Z</responseDate><error code=\"%s\">no</error></OAI-PMH>"
            .formatted(code));
  }
}
