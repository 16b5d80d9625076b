package org.paperwire.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paperwire.cli.LatencyRun.Plan;
import org.paperwire.cli.PaperTimes.Door;
import org.paperwire.cli.PaperTimes.Outcome;

class PaperTimesTest {

  private static final int RATE = 100;
  private static final double A_THOUSANDTH = 0.1;

  /// A clock that began before zero, as clocks of this kind may.
  private static long at(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis - 1_000);
  }

  /// A hundred papers in a second, each answered after 10 ms.
  private static PaperTimes answered(int papers) {
    var times = new PaperTimes(RATE, papers);
    for (int i = 0; i < papers; i++) {
      times.due(i, at(10L * i));
      times.answered(i, at(10L * i + 10));
    }
    return times;
  }

  @Test
  void waitsAreCountedFromTheAnswerAndTheAnswersFromWhenTheyWereDue() {
    PaperTimes times = answered(100);
    for (int i = 0; i < 100; i++) {
      times.seen(Door.ON_THE_FEED, i, at(10L * i + 10 + i));
    }

    Outcome outcome = times.outcome(0);

    assertThat(outcome.answer().millis(50)).isEqualTo(10, within(A_THOUSANDTH));
    assertThat(outcome.answer().millis(100)).isEqualTo(10, within(A_THOUSANDTH));
    assertThat(outcome.at(Door.ON_THE_FEED).millis(50)).isEqualTo(49, within(A_THOUSANDTH));
    assertThat(outcome.at(Door.ON_THE_FEED).millis(99)).isEqualTo(98, within(A_THOUSANDTH));
    assertThat(outcome.at(Door.ON_THE_FEED).millis(100)).isEqualTo(99, within(A_THOUSANDTH));
    assertThat(outcome.at(Door.ON_THE_FEED).micros().getTotalCount()).isEqualTo(100);
  }

  @Test
  void whatWasSeenBeforeItsAnswerTookNoTimeAndTheFirstTimeCounts() {
    PaperTimes times = answered(1);
    times.sought(0);
    times.seen(Door.BY_ID, 0, at(5));
    times.seen(Door.BY_ID, 0, at(500));

    assertThat(times.outcome(0).at(Door.BY_ID).millis(100)).isZero();
  }

  @Test
  void whatNeverCameIsMissingAndNotMeasured() {
    PaperTimes times = answered(100);
    for (int i = 0; i < 100; i += 10) {
      times.sought(i);
    }
    times.seen(Door.BY_ID, 10, at(200));

    Outcome outcome = times.outcome(0);

    assertThat(outcome.at(Door.BY_ID).micros().getTotalCount()).as("of those sought").isEqualTo(1);
    assertThat(outcome.at(Door.BY_ID).missing()).isEqualTo(9);
    assertThat(outcome.at(Door.ON_THE_FEED).missing()).isEqualTo(100);
    assertThat(outcome.isComplete()).isFalse();
    assertThat(times.awaitedOnTheFeed()).isEqualTo(100);
  }

  @Test
  void theWarmUpDoesNotCount() {
    PaperTimes times = answered(100);
    times.answered(3, at(5_000));

    Outcome outcome = times.outcome(50);

    assertThat(outcome.papers()).isEqualTo(50);
    assertThat(outcome.answer().micros().getTotalCount()).isEqualTo(50);
    assertThat(outcome.answer().millis(100)).isEqualTo(10, within(A_THOUSANDTH));
  }

  @Test
  void whoShowsThingsLaterAndLaterDidNotKeepUp() {
    PaperTimes times = answered(100);
    for (int i = 0; i < 100; i++) {
      times.seen(Door.ON_THE_FEED, i, at(40L * i + 40));
    }

    Outcome outcome = times.outcome(0);

    assertThat(outcome.answeredRate()).isEqualTo(100, within(1.0));
    assertThat(outcome.seenRate()).isEqualTo(25, within(0.1));
    assertThat(outcome.keptUp()).isFalse();
  }

  @Test
  void whoShowsEverythingALittleLaterKeptUp() {
    PaperTimes times = answered(1_000);
    for (int i = 0; i < 1_000; i++) {
      times.seen(Door.ON_THE_FEED, i, at(10L * i + 200));
    }

    assertThat(times.outcome(0).keptUp()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    // rate, in a request, in the warm-up, in all, polled every
    "1, 1, 5, 35, 1",
    "100, 1, 500, 3500, 10",
    "250, 3, 1248, 8748, 25",
    "1000, 10, 5000, 35000, 100"
  })
  void aRateIsSentInAtMostAHundredRequestsASecond(
      int rate, int batch, int unmeasured, int papers, int pollEvery) {
    var plan = new Plan(rate, Duration.ofSeconds(5), Duration.ofSeconds(30), 10);

    assertThat(plan.batch()).isEqualTo(batch);
    assertThat(plan.unmeasured()).isEqualTo(unmeasured);
    assertThat(plan.papers()).isEqualTo(papers);
    assertThat(plan.pollEvery()).isEqualTo(pollEvery);
  }
}
