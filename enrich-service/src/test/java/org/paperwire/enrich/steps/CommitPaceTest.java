package org.paperwire.enrich.steps;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommitPaceTest {

  private static final long START = 1_000_000;

  private final CommitPace pace = new CommitPace();

  @Test
  void asksForTheFirstAtOnce() {
    assertThat(pace.pauseLeft(START)).isZero();
  }

  @ParameterizedTest
  @CsvSource({"0, 5", "1, 5", "12, 12", "90, 90", "400, 150"})
  void worksAsLongAsCommitsTakeBeforeItAsksForTheNext(long takes, long pause) {
    long now = START;
    for (int times = 0; times < 30; times++) {
      pace.asks(now);
      now += takes;
      pace.committed(now);
    }

    assertThat(pace.pauseLeft(now)).isEqualTo(pause);
    assertThat(pace.pauseLeft(now + pause - 1)).isEqualTo(1);
    assertThat(pace.pauseLeft(now + pause)).isZero();
  }

  @Test
  void asksForNoOtherWhileOneIsUnderWay() {
    pace.asks(START);

    assertThat(pace.isUnderWay(START + 300)).isTrue();
    pace.committed(START + 300);
    assertThat(pace.isUnderWay(START + 300)).isFalse();
    assertThat(pace.commits()).isEqualTo(1);
  }

  @Test
  void countsThoseOfTheIntervalButDoesNotTimeThem() {
    pace.committed(START);

    assertThat(pace.commits()).isEqualTo(1);
    assertThat(pace.pauseLeft(START)).isEqualTo(CommitPace.PAUSE_MIN.toMillis());
  }

  @Test
  void asksAgainWhenOneWasLost() {
    pace.asks(START);

    assertThat(pace.isUnderWay(START + 999)).isTrue();
    assertThat(pace.isUnderWay(START + 1_000)).isFalse();
  }

  @Test
  void goesOnWhenTheClockIsSetBack() {
    pace.asks(START);
    assertThat(pace.isUnderWay(START - 3_600_000)).isFalse();
    pace.committed(START + 10);

    assertThat(pace.pauseLeft(START - 3_600_000)).isZero();
  }

  @Test
  void takesARecordForFreshForTwoSeconds() {
    assertThat(CommitPace.isFresh(START, START + 2_000)).isTrue();
    assertThat(CommitPace.isFresh(START, START + 2_001)).isFalse();
  }
}
