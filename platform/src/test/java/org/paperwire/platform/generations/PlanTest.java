package org.paperwire.platform.generations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.paperwire.platform.generations.Plan.Kind;
import org.paperwire.platform.generations.Plan.Order;
import org.paperwire.platform.generations.Plan.State;
import org.paperwire.topics.EnrichmentGeneration;

class PlanTest {

  private static final Instant AT = Instant.parse("2026-11-22T01:02:03Z");
  private static final EnrichmentGeneration G1 = EnrichmentGeneration.FIRST;
  private static final EnrichmentGeneration G2 = new EnrichmentGeneration(2);
  private static final EnrichmentGeneration G3 = new EnrichmentGeneration(3);

  private static Plan first() {
    return Plan.first("rules-1", AT);
  }

  private static Plan ordered(Plan plan, String logic) {
    return plan.ordered(false, logic, Optional.empty(), AT.plusSeconds(plan.revision()));
  }

  private static Plan second() {
    return ordered(first(), "rules-2").switched(AT.plusSeconds(9));
  }

  @Test
  void theFirstGenerationServesWhereNobodyHasPlannedAnything() {
    assertThat(first().serving().generation()).isEqualTo(G1);
    assertThat(first().kept()).containsExactly(G1);
    assertThat(first().runBy("rules-1")).containsExactly(G1);
    assertThat(first().back(false, Optional.empty(), AT)).isEmpty();
  }

  @Test
  void whatWasBuiltServesAndWhatServedIsKeptForTheWayBack() {
    Plan plan = second();
    assertThat(plan.serving().generation()).isEqualTo(G2);
    assertThat(plan.before().orElseThrow().generation()).isEqualTo(G1);
    assertThat(plan.kept()).containsExactly(G1, G2);
    assertThat(plan.rebuild().map(Order::state)).hasValue(State.SWITCHED);
    assertThat(plan.underWay()).isEmpty();
  }

  @Test
  void theNextSwitchLetsGoOfTheOneBeforeTheLast() {
    Plan plan = ordered(second(), "rules-3").switched(AT);
    assertThat(plan.kept()).containsExactly(G2, G3);
  }

  @Test
  void backIsAWayForthAgainAndIsRememberedAsAPersonsWish() {
    Plan back = second().back(true, Optional.empty(), AT).orElseThrow();
    assertThat(back.underWay().map(Order::kind)).hasValue(Kind.BACK);
    assertThat(back.underWay().map(Order::logic)).hasValue("rules-1");
    Plan there = back.letGo().switched(AT);
    assertThat(there.serving().generation()).isEqualTo(G1);
    assertThat(there.serving().byHand()).isTrue();
    assertThat(there.before().orElseThrow().generation()).isEqualTo(G2);
    assertThat(there.before().orElseThrow().byHand()).isFalse();
  }

  /// Ids of events and of consumer groups would mean two things.
  @Test
  void aNumberIsNeverGivenTwice() {
    Plan cancelled = ordered(second(), "rules-3").cancelled(AT);
    assertThat(cancelled.kept()).containsExactly(G1, G2);
    Plan back = cancelled.back(false, Optional.empty(), AT).orElseThrow().switched(AT);
    assertThat(ordered(back, "rules-4").underWay().map(Order::generation))
        .hasValue(new EnrichmentGeneration(4));
    assertThat(ordered(back, "rules-4").underWay().map(Order::number)).hasValue(4);
  }

  /// Old state with new rules, or new state with old rules, would be neither.
  @Test
  void nobodyRunsWhatWasMadeByOtherLogic() {
    Plan building = ordered(first(), "rules-2");
    assertThat(building.runBy("rules-1")).containsExactly(G1);
    assertThat(building.runBy("rules-2")).containsExactly(G2);
    assertThat(building.runBy("rules-3")).isEmpty();
    Plan open = ordered(first(), "");
    assertThat(open.runBy("rules-1")).containsExactly(G1);
    assertThat(open.taken("rules-1").runBy("rules-1")).containsExactly(G1, G2);
  }

  @Test
  void onlyOneRebuildIsUnderWay() {
    Plan building = ordered(first(), "rules-2");
    assertThatThrownBy(() -> ordered(building, "rules-3"))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> first().switched(AT)).isInstanceOf(IllegalStateException.class);
    assertThat(building.failed("no room", AT).rebuild().orElseThrow().because())
        .hasValue("no room");
  }

  @Test
  void eachStepIsTheNextRevision() {
    Plan plan = ordered(first(), "rules-2");
    assertThat(plan.revision()).isEqualTo(2);
    assertThat(plan.letGo().revision()).isEqualTo(3);
    assertThat(plan.switched(AT).revision()).isEqualTo(3);
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    for (Plan plan :
        new Plan[] {
          first(),
          second(),
          second().back(true, Optional.empty(), AT).orElseThrow(),
          first().ordered(true, "", Optional.of("other rules"), AT).failed("why", AT)
        }) {
      assertThat(PlanMapping.plan(PlanMapping.published(plan))).isEqualTo(plan);
    }
  }
}
