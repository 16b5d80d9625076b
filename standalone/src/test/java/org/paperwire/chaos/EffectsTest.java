package org.paperwire.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.paperwire.chaos.Effects.Happened;
import org.paperwire.chaos.Effects.Row;
import org.paperwire.chaos.Questions.Asked;

class EffectsTest {

  private static final Fault ENRICH = killed("enrich-1");
  private static final Fault OTHER_ENRICH = killed("enrich-2");
  private static final Fault QUERY = killed("query-1");

  private static Fault killed(String part) {
    return new Fault(part, Fault.Kind.KILLED, Duration.ZERO);
  }

  private static long at(double seconds) {
    return (long) (seconds * TimeUnit.SECONDS.toNanos(1));
  }

  private static Happened happened(Fault fault, double from, double until) {
    return new Happened(fault, at(from), at(until));
  }

  private static List<Long> changesAt(double... seconds) {
    return Arrays.stream(seconds).mapToObj(EffectsTest::at).toList();
  }

  @Test
  void faultsOfTheTwinsOfAPartAreOneRow() {
    var effects =
        new Effects(
            List.of(happened(ENRICH, 10, 20), happened(OTHER_ENRICH, 20, 30)),
            List.of(),
            changesAt(9, 14, 21, 29));
    assertThat(effects.rows())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.fault()).isEqualTo("enrich killed");
              assertThat(row.times()).isEqualTo(2);
            });
  }

  @Test
  void questionsCountForTheFaultDuringWhichTheyWereAsked() {
    var effects =
        new Effects(
            List.of(happened(ENRICH, 10, 20), happened(QUERY, 20, 30)),
            List.of(
                new Asked(at(9), at(7), true),
                new Asked(at(10), at(0.1), false),
                new Asked(at(19.9), at(0.2), true),
                new Asked(at(20), at(0.3), false)),
            changesAt(9, 31));
    assertThat(effects.rows())
        .extracting(Row::fault, Row::asked, Row::failed, row -> row.slowest().toMillis())
        .containsExactly(tuple("enrich killed", 2, 1, 200L), tuple("query killed", 1, 0, 300L));
  }

  @Test
  void aSilenceBelongsToTheFaultDuringWhichItBegan() {
    var effects =
        new Effects(
            List.of(happened(ENRICH, 10, 20), happened(QUERY, 20, 30)),
            List.of(),
            changesAt(9, 10.5, 12, 19, 26, 26.5, 28));
    assertThat(effects.rows())
        .extracting(Row::longestSilence)
        .containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(6));
  }

  @Test
  void whatWasSilentBeforeIsNotTheFaults() {
    var effects =
        new Effects(List.of(happened(ENRICH, 10, 20)), List.of(), changesAt(1, 11, 12, 21));
    assertThat(effects.rows().getFirst().longestSilence()).isEqualTo(Duration.ofSeconds(9));
    assertThat(
            new Effects(List.of(happened(ENRICH, 10, 20)), List.of(), changesAt(1, 11, 19, 21))
                .rows()
                .getFirst()
                .longestSilence())
        .isEqualTo(Duration.ofSeconds(8));
  }
}
