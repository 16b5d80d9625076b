package org.paperwire.ingest.polling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

  private static final Instant NOW = Instant.parse("2026-11-17T08:00:00Z");

  @ParameterizedTest
  @CsvSource({"1, PT1M", "2, PT2M", "5, PT16M", "7, PT1H", "1000000, PT1H"})
  void theWaitDoublesUpToAnHourAndIsBetweenAHalfAndTheWholeOfIt(int failures, Duration whole) {
    var backoff = new Backoff(new Random(7));

    var waits =
        IntStream.range(0, 200)
            .mapToObj(_ -> Duration.between(NOW, backoff.after(NOW, failures, Optional.empty())))
            .toList();

    assertThat(waits)
        .allSatisfy(wait -> assertThat(wait).isBetween(whole.dividedBy(2), whole))
        .doesNotContainNull();
    assertThat(waits.stream().distinct().count()).isGreaterThan(100);
  }

  @ParameterizedTest
  @CsvSource({"PT2H, PT2H", "PT1000H, PT24H"})
  void aSourceThatNamesATimeIsNotAskedBeforeButNeverLeftForMoreThanADay(
      Duration asked, Duration waited) {
    Instant after = new Backoff(new Random(7)).after(NOW, 1, Optional.of(asked));

    assertThat(Duration.between(NOW, after)).isEqualTo(waited);
  }
}
