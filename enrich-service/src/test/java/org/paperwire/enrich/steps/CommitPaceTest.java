package org.paperwire.enrich.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommitPaceTest {

  private static final long START = 1_000_000;

  @ParameterizedTest
  @CsvSource({"NaN, 20", "0, 20", "5, 20", "10, 30", "30, 90", "200, 150"})
  void pausesThreeTimesAsLongAsACommitTakesWithinItsBounds(double commitMillis, long pause) {
    var pace = new CommitPace();
    pace.follow(() -> commitMillis);
    assertThat(pace.allows(START)).isTrue();

    assertThat(LongStream.range(1, 1_000).filter(after -> pace.allows(START + after)).findFirst())
        .hasValue(pause);
  }

  @Test
  void goesOnWhenTheClockIsSetBack() {
    var pace = new CommitPace();
    pace.follow(() -> 0);
    assertThat(pace.allows(START)).isTrue();

    assertThat(pace.allows(START - 3_600_000)).isTrue();
  }

  @Test
  void takesARecordForFreshForTwoSeconds() {
    assertThat(CommitPace.isFresh(START, START + 2_000)).isTrue();
    assertThat(CommitPace.isFresh(START, START + 2_001)).isFalse();
  }
}
