package org.paperwire.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RestartBudgetTest {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private final RestartBudget budget = new RestartBudget();

  @Test
  void theFirstRestartIsAtOnceAndLaterOnesWaitLonger() {
    Duration first = budget.next(NOON).orElseThrow();
    Duration second = budget.next(NOON).orElseThrow();
    Duration third = budget.next(NOON).orElseThrow();

    assertThat(first).isZero();
    assertThat(second).isPositive();
    assertThat(third).isGreaterThan(second).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void aProcessThatKeepsDyingIsNotStartedForEver() {
    for (int i = 0; i < RestartBudget.RESTARTS_MAX; i++) {
      assertThat(budget.next(NOON)).isPresent();
    }

    assertThat(budget.next(NOON)).isEmpty();
  }

  @Test
  void deathsOfLongAgoAreForgotten() {
    for (int i = 0; i < RestartBudget.RESTARTS_MAX; i++) {
      assertThat(budget.next(NOON)).isPresent();
    }

    Instant later = NOON.plus(RestartBudget.WITHIN).plusSeconds(1);

    assertThat(budget.next(later)).contains(Duration.ZERO);
  }
}
