package org.paperwire.ingest.polling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paperwire.ingest.polling.PollersToTest.answered;
import static org.paperwire.ingest.polling.PollersToTest.asked;
import static org.paperwire.ingest.polling.PollersToTest.daily;
import static org.paperwire.ingest.polling.PollersToTest.listOf;

import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class DailyPapersTest {

  private static final Instant TUESDAY = Instant.parse("2026-11-17T08:00:00Z");
  private static final DailyPapers DAILY = daily();

  @Test
  void theDaysThatNobodyAskedForComeFirstThenTodayEveryHalfHour() {
    var asked = new ArrayList<String>();
    Cursor cursor = Cursor.START;
    Instant now = TUESDAY;
    for (int i = 0; i < 3; i++) {
      asked.add(asked(DAILY.plan(cursor, now)));
      cursor = answered(DAILY, cursor, listOf(12), now);
    }

    assertThat(asked)
        .containsExactly(
            "https://daily.example/api/daily_papers?date=2026-11-15&limit=50&p=0",
            "https://daily.example/api/daily_papers?date=2026-11-16&limit=50&p=0",
            "https://daily.example/api/daily_papers?date=2026-11-17&limit=50&p=0");
    assertThat(cursor.standing().state()).isEqualTo(State.FRESH);
    assertThat(DAILY.plan(cursor, now)).isEqualTo(new Plan.Rest(now.plusSeconds(1800)));
    assertThat(asked(DAILY.plan(cursor, now.plusSeconds(1800)))).contains("date=2026-11-17");
  }

  @Test
  void aFullPageHasAnotherAfterIt() {
    Cursor cursor = answered(DAILY, Cursor.START, listOf(50), TUESDAY);

    assertThat(cursor.standing().state()).isEqualTo(State.CATCHING_UP);
    assertThat(asked(DAILY.plan(cursor, TUESDAY))).endsWith("date=2026-11-15&limit=50&p=1");

    cursor = answered(DAILY, cursor, listOf(7), TUESDAY);

    assertThat(asked(DAILY.plan(cursor, TUESDAY))).endsWith("date=2026-11-16&limit=50&p=0");
    assertThat(cursor.taken().size()).isPositive();
  }

  @Test
  void aDayIsAskedForOnceMoreAnHourAfterItsEndAndThenNoMore() {
    Cursor cursor = upToDate(TUESDAY);
    Instant afterMidnight = Instant.parse("2026-11-18T01:00:00Z");

    assertThat(asked(DAILY.plan(cursor, afterMidnight))).contains("date=2026-11-17");
    cursor = answered(DAILY, cursor, listOf(14), afterMidnight);
    assertThat(cursor.place().day()).contains(PollersToTest.day("2026-11-17"));
    assertThat(asked(DAILY.plan(cursor, afterMidnight.plusSeconds(1800))))
        .contains("date=2026-11-18");
  }

  @Test
  void aWeekdayWithoutPapersIsQuietInTheMorningAndStaleInTheEvening() {
    Cursor morning = answered(DAILY, upToDate(TUESDAY), listOf(0), TUESDAY.plusSeconds(1800));
    Cursor evening = answered(DAILY, morning, listOf(0), Instant.parse("2026-11-17T20:00:00Z"));

    assertThat(morning.standing().state()).isEqualTo(State.QUIET);
    assertThat(evening.standing().state()).isEqualTo(State.STALE);
  }

  @Test
  void aWeekendWithoutPapersIsQuiet() {
    Instant saturday = Instant.parse("2026-11-21T21:00:00Z");

    assertThat(answered(DAILY, upToDate(saturday), listOf(0), saturday).standing().state())
        .isEqualTo(State.QUIET);
  }

  private static Cursor upToDate(Instant now) {
    Cursor cursor = Cursor.START;
    while (DAILY.plan(cursor, now) instanceof Plan.Ask) {
      cursor = answered(DAILY, cursor, listOf(12), now);
    }
    return cursor;
  }
}
