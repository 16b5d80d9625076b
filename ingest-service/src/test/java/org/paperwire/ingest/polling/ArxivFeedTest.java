package org.paperwire.ingest.polling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paperwire.ingest.polling.PollersToTest.answered;
import static org.paperwire.ingest.polling.PollersToTest.asked;
import static org.paperwire.ingest.polling.PollersToTest.feed;
import static org.paperwire.ingest.polling.PollersToTest.listOf;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ArxivFeedTest {

  private static final Instant TUESDAY = Instant.parse("2026-11-17T08:00:00Z");
  private static final ArxivFeed FEED = feed("cs.CL");

  @Test
  void todaysListIsAskedForOnceAndThenTomorrows() {
    assertThat(asked(FEED.plan(Cursor.START, TUESDAY)))
        .isEqualTo("https://feeds.example/rss/cs.CL");

    Cursor taken = answered(FEED, Cursor.START, listOf(40, "2026-11-17T05:00:00Z"), TUESDAY);

    assertThat(taken.standing().state()).isEqualTo(State.FRESH);
    assertThat(FEED.plan(taken, TUESDAY))
        .isEqualTo(new Plan.Rest(Instant.parse("2026-11-18T05:15:00Z")));
    assertThat(FEED.plan(taken, Instant.parse("2026-11-18T05:15:00Z")))
        .isInstanceOf(Plan.Ask.class);
  }

  @Test
  void aFeedThatIsStillYesterdaysIsStaleAndNotAskedForAgainThatDay() {
    Cursor stale = answered(FEED, Cursor.START, listOf(40, "2026-11-16T05:00:00Z"), TUESDAY);

    assertThat(stale.standing().state()).isEqualTo(State.STALE);
    assertThat(stale.standing().detail()).get().asString().contains("2026-11-17", "2026-11-16");
    assertThat(FEED.plan(stale, TUESDAY.plusSeconds(3600)))
        .isEqualTo(new Plan.Rest(Instant.parse("2026-11-18T05:15:00Z")));
  }

  @Test
  void aFeedOfTodayWithoutPapersIsAQuietDay() {
    Cursor quiet = answered(FEED, Cursor.START, listOf(0, "2026-11-17T05:00:00Z"), TUESDAY);

    assertThat(quiet.standing().state()).isEqualTo(State.QUIET);
  }

  @Test
  void aFeedThatDoesNotMoveOverAHolidayIsQuiet() {
    Instant friday = Instant.parse("2026-11-27T08:00:00Z");

    Cursor quiet = answered(FEED, Cursor.START, listOf(9, "2026-11-26T05:00:00Z"), friday);

    assertThat(quiet.standing().state()).isEqualTo(State.QUIET);
  }

  @Test
  void aFirstStartOnASaturdayAsksOnceAndThenOnMonday() {
    Instant saturday = Instant.parse("2026-11-21T12:00:00Z");

    Cursor empty = answered(FEED, Cursor.START, listOf(0, "2026-11-21T05:00:00Z"), saturday);

    assertThat(empty.standing().state()).isEqualTo(State.QUIET);
    assertThat(FEED.plan(empty, saturday))
        .isEqualTo(new Plan.Rest(Instant.parse("2026-11-23T05:15:00Z")));
  }

  @Test
  void whoReadsTheCursorLaterKnowsFromWhenOnItIsStale() {
    Cursor fresh = answered(FEED, Cursor.START, listOf(40, "2026-11-17T05:00:00Z"), TUESDAY);

    assertThat(fresh.standing().staleAt()).contains(Instant.parse("2026-11-18T11:15:00Z"));
  }
}
