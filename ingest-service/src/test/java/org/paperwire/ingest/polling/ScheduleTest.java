package org.paperwire.ingest.polling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paperwire.ingest.polling.PollersToTest.ARXIV;
import static org.paperwire.ingest.polling.PollersToTest.answered;
import static org.paperwire.ingest.polling.PollersToTest.daily;
import static org.paperwire.ingest.polling.PollersToTest.feed;
import static org.paperwire.ingest.polling.PollersToTest.harvest;
import static org.paperwire.ingest.polling.PollersToTest.listOf;
import static org.paperwire.ingest.polling.PollersToTest.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.paperwire.ingest.polling.Schedule.Entry;
import org.paperwire.ingest.polling.Schedule.Start;
import org.paperwire.ingest.polling.Schedule.Turn;

class ScheduleTest {

  private static final Instant NOW = Instant.parse("2026-11-17T08:00:00Z");

  @Test
  void ofAProviderOneIsAskedAtATimeAndProvidersDoNotWaitForEachOther() {
    Turn turn =
        Schedule.turn(
            List.of(
                new Entry(feed("cs.CL"), Cursor.START),
                new Entry(feed("cs.LG"), Cursor.START),
                new Entry(daily(), Cursor.START)),
            Set.of(),
            NOW);

    assertThat(turn.starts())
        .extracting(start -> start.poller().name())
        .containsExactly("arxiv-feed:cs.CL", "huggingface");
    assertThat(
            Schedule.turn(List.of(new Entry(feed("cs.LG"), Cursor.START)), Set.of(ARXIV), NOW)
                .starts())
        .isEmpty();
  }

  @Test
  void theNextQuestionToAProviderWaitsForItsPauseAlsoAfterARestart() {
    // all that a restart knows is the cursor, which was written before the question
    var entries =
        List.of(
            new Entry(feed("cs.CL"), Cursor.START.asking(NOW.minusMillis(2_000))),
            new Entry(feed("cs.LG"), Cursor.START));

    assertThat(Schedule.turn(entries, Set.of(), NOW).starts()).isEmpty();
    assertThat(Schedule.turn(entries, Set.of(), NOW).lookAgain()).isEqualTo(NOW.plusMillis(1_000));
    assertThat(Schedule.turn(entries, Set.of(), NOW.plusMillis(1_000)).starts())
        .extracting(start -> start.poller().name())
        .containsExactly("arxiv-feed:cs.LG");
  }

  @Test
  void whoWasAskedLongestAgoIsNext() {
    var entries =
        List.of(
            new Entry(feed("cs.CL"), Cursor.START.asking(NOW.minusSeconds(60))),
            new Entry(feed("cs.LG"), Cursor.START.asking(NOW.minusSeconds(90))));

    assertThat(Schedule.turn(entries, Set.of(), NOW).starts())
        .extracting(start -> start.poller().name())
        .containsExactly("arxiv-feed:cs.LG");
  }

  @Test
  void aProviderThatAsksForAPauseGetsOneFromAllItsPollers() {
    Cursor busy = Cursor.START.asking(NOW).failed(State.BUSY, "status 429", NOW.plusSeconds(600));
    var entries = List.of(new Entry(feed("cs.CL"), busy), new Entry(feed("cs.LG"), Cursor.START));

    assertThat(Schedule.turn(entries, Set.of(), NOW.plusSeconds(599)).starts()).isEmpty();
    assertThat(Schedule.turn(entries, Set.of(), NOW.plusSeconds(600)).starts()).hasSize(1);
  }

  @Test
  void oneThatIsRefusedDoesNotHoldUpTheOthers() {
    Cursor refused =
        Cursor.START.asking(NOW).failed(State.REFUSED, "status 404", NOW.plusSeconds(600));
    var entries =
        List.of(new Entry(feed("cs.XX"), refused), new Entry(feed("cs.LG"), Cursor.START));

    assertThat(Schedule.turn(entries, Set.of(), NOW.plusSeconds(3)).starts())
        .extracting(start -> start.poller().name())
        .containsExactly("arxiv-feed:cs.LG");
  }

  @Test
  void theFirstAnswerAfterAnOutageFreesTheOthersToo() {
    Instant later = NOW.plusSeconds(60);
    Cursor failed =
        Cursor.START.asking(NOW).failed(State.UNREACHABLE, "no route", NOW.plusSeconds(3_000));
    Cursor back = answered(feed("cs.CL"), Cursor.START, listOf(3, "2026-11-17T05:00:00Z"), later);
    var entries =
        List.of(
            new Entry(feed("cs.CL"), back),
            new Entry(feed("cs.LG"), failed),
            new Entry(harvest("cs.CL"), Cursor.START));

    assertThat(Schedule.turn(entries, Set.of(), later.plusSeconds(3)).starts())
        .extracting(start -> start.poller().name())
        .containsExactly("arxiv-harvest:cs.CL");
  }

  @Test
  void aClockThatIsPutBackByAYearDoesNotHoldAnythingUpForAYear() {
    Instant wrong = NOW.plus(Duration.ofDays(365));
    Cursor fromTheFuture = answered(web(), Cursor.START, listOf(3), wrong);

    assertThat(Schedule.turn(List.of(new Entry(web(), fromTheFuture)), Set.of(), NOW).starts())
        .hasSize(1);
  }

  @Test
  void nobodySleepsForLongSoThatAClockThatIsPutForwardIsNoticed() {
    Cursor rested = answered(web(), Cursor.START, listOf(3), NOW);

    assertThat(Schedule.turn(List.of(new Entry(web(), rested)), Set.of(), NOW).lookAgain())
        .isEqualTo(NOW.plus(Schedule.LOOK_AGAIN_MAX));
  }

  /// Two weeks of five pollers of one provider that fails now and then and crashes now and then,
  /// with what a crash leaves: the cursor that was written before the question.
  @Property(tries = 10)
  void questionsToAProviderAreNeverCloserThanItsPause(@ForAll @IntRange(min = 0) int seed) {
    var random = new Random(seed);
    var backoff = new Backoff(random);
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (Poller poller :
        List.of(
            feed("cs.CL"), feed("cs.LG"), feed("hep-th"), harvest("cs.CL"), harvest("hep-th"))) {
      entries.put(poller.name(), new Entry(poller, Cursor.START));
    }
    List<Instant> asked = new ArrayList<>();
    Map<String, Integer> answeredFeeds = new LinkedHashMap<>();
    Instant now = NOW;
    while (now.isBefore(NOW.plus(Duration.ofDays(14)))) {
      Turn turn = Schedule.turn(entries.values(), Set.of(), now);
      for (Start start : turn.starts()) {
        asked.add(now);
        Cursor cursor = entries.get(start.poller().name()).cursor();
        Cursor after =
            switch (random.nextInt(4)) {
              case 0 -> cursor.asking(now); // a crash
              case 1 -> {
                Cursor asking = cursor.asking(now);
                yield asking.failed(
                    State.UNREACHABLE,
                    "no route",
                    backoff.after(now, asking.failures(), Optional.empty()));
              }
              default -> {
                if (start.poller() instanceof ArxivFeed) {
                  String day = start.poller().name() + ArxivCalendar.dueDay(now, ArxivFeed.READY);
                  answeredFeeds.merge(day, 1, Integer::sum);
                }
                yield answered(start.poller(), cursor, listOf(2, now.toString()), now);
              }
            };
        entries.put(start.poller().name(), new Entry(start.poller(), after));
      }
      now = turn.starts().isEmpty() ? turn.lookAgain() : now;
    }

    assertThat(asked).hasSizeGreaterThan(50);
    for (int i = 1; i < asked.size(); i++) {
      assertThat(Duration.between(asked.get(i - 1), asked.get(i)))
          .isGreaterThanOrEqualTo(ARXIV.pause());
    }
    assertThat(answeredFeeds.values()).as("the same feed once a day").containsOnly(1);
  }
}
