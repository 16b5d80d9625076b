package org.paperwire.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.paperwire.chaos.Fault.Kind;

class FaultTest {

  private static final Fault.Targets TARGETS =
      new Fault.Targets(
          List.of("ingest", "query-1", "query-2"),
          List.of("enrich-1"),
          List.of(Kind.FROZEN, Kind.CUT_OFF));

  private static List<Fault> plan(int kills) {
    return Fault.plan(kills, TARGETS, new Random(5));
  }

  private static List<String> killed(List<Fault> faults) {
    return faults.stream()
        .filter(fault -> fault.kind() == Kind.KILLED)
        .map(Fault::part)
        .sorted()
        .toList();
  }

  @Test
  void everythingHasBeenKilledBeforeAnythingIsKilledAgain() {
    assertThat(killed(plan(3))).containsExactly("ingest", "query-1", "query-2");
    assertThat(killed(plan(6)))
        .containsExactly("ingest", "ingest", "query-1", "query-1", "query-2", "query-2");
  }

  @Test
  void whatLastsComesWhenEverythingHasBeenKilled() {
    assertThat(plan(2)).extracting(Fault::kind).containsExactly(Kind.KILLED, Kind.KILLED);
    assertThat(plan(4))
        .extracting(Fault::kind)
        .containsExactly(
            Kind.KILLED, Kind.KILLED, Kind.KILLED, Kind.FROZEN, Kind.CUT_OFF, Kind.KILLED);
    assertThat(plan(3).getLast())
        .isEqualTo(new Fault("enrich-1", Kind.CUT_OFF, Duration.ofSeconds(25)));
  }

  @Test
  void oneSeedIsOnePlan() {
    assertThat(plan(100)).isEqualTo(plan(100));
  }
}
