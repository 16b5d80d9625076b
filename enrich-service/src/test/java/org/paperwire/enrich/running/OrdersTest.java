package org.paperwire.enrich.running;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.paperwire.enrich.Logic;
import org.paperwire.platform.KafkaSettings;
import org.paperwire.platform.generations.Plan;
import org.paperwire.platform.generations.Plan.Kind;
import org.paperwire.platform.generations.Plan.Order;
import org.paperwire.topics.EnrichmentGeneration;

/// What a process does by itself, given the plan.
class OrdersTest {

  private static final Instant AT = Instant.parse("2026-11-22T01:02:03Z");
  private static final Optional<String> NOBODY_ASKED = Optional.of("other logic");

  private Instant now = AT;
  private boolean deserted;
  private final Orders orders = orders(false);

  private Orders orders(boolean hold) {
    return new Orders(
        new Logic("new"),
        new GenerationSettings(hold),
        new KafkaSettings("127.0.0.1:1"),
        () -> now,
        _ -> deserted);
  }

  private static Plan servedBy(String logic) {
    return Plan.first(logic, AT);
  }

  private Optional<Plan> next(Plan plan) throws InterruptedException {
    return orders.next(Optional.of(plan));
  }

  @Test
  void whereNothingIsPlannedTheFirstGenerationServes() throws InterruptedException {
    assertThat(orders.next(Optional.empty())).hasValue(Plan.first("new", AT));
  }

  @Test
  void whatServesByTheSameLogicIsLeftAlone() throws InterruptedException {
    assertThat(next(servedBy("new"))).isEmpty();
  }

  @Test
  void whatServesByOtherLogicIsBuiltAgainOnceAfterAStart() throws InterruptedException {
    Order order = next(servedBy("old")).flatMap(Plan::underWay).orElseThrow();
    assertThat(order.generation()).isEqualTo(new EnrichmentGeneration(2));
    assertThat(order.logic()).isEqualTo("new");
    assertThat(order.hold()).isFalse();
    assertThat(order.because()).hasValue("g1 was made by old, this is new");

    Plan cancelled = servedBy("old").ordered(false, "new", NOBODY_ASKED, AT).cancelled(AT);
    assertThat(next(cancelled)).as("somebody said no").isEmpty();
  }

  @Test
  void whatIsBuiltByItselfMayWaitToBeCompared() throws InterruptedException {
    assertThat(orders(true).next(Optional.of(servedBy("old"))).flatMap(Plan::underWay))
        .map(Order::hold)
        .hasValue(true);
  }

  @Test
  void anOrderThatNobodyHasTakenIsTaken() throws InterruptedException {
    Plan ordered = servedBy("new").ordered(true, "", Optional.empty(), AT);
    assertThat(next(ordered).flatMap(Plan::underWay)).map(Order::logic).hasValue("new");
    assertThat(next(next(ordered).orElseThrow())).isEmpty();
  }

  @Test
  void wherePeopleWentBackItStays() throws InterruptedException {
    Plan back =
        servedBy("old")
            .ordered(false, "older", NOBODY_ASKED, AT)
            .switched(AT)
            .back(false, Optional.empty(), AT)
            .orElseThrow()
            .switched(AT);
    assertThat(next(back)).isEmpty();
  }

  /// Two builds beside each other would take turns for ever.
  @Test
  void anOlderBuildDoesNotTakeThePlaceOfANewerOne() throws InterruptedException {
    Plan overtaken = servedBy("new").ordered(false, "newer", NOBODY_ASKED, AT).switched(AT);
    assertThat(next(overtaken)).isEmpty();
  }

  private Optional<Order> ordersWhenNobodyRuns(Plan plan) throws InterruptedException {
    assertThat(next(plan)).isEmpty();
    deserted = true;
    now = now.plusSeconds(5);
    assertThat(next(plan)).as("somebody may be coming back").isEmpty();
    now = now.plus(Orders.ABSENT).minusMillis(1);
    assertThat(next(plan)).isEmpty();
    now = now.plusSeconds(5);
    return next(plan).flatMap(Plan::underWay);
  }

  /// An upgrade that was taken back, and then made again: everybody is of the newer build, and what
  /// serves is of the older one.
  @Test
  void whereNobodyRunsWhatServesTheGenerationBeforeServesAgain() throws InterruptedException {
    Plan takenBack = servedBy("new").ordered(false, "older", NOBODY_ASKED, AT).switched(AT);
    Order order = ordersWhenNobodyRuns(takenBack).orElseThrow();
    assertThat(order.kind()).isEqualTo(Kind.BACK);
    assertThat(order.generation()).isEqualTo(EnrichmentGeneration.FIRST);
    assertThat(order.because()).hasValue("nobody is left who runs g2");
  }

  @Test
  void whereNobodyRunsWhatPeopleWentBackToItIsBuiltAgain() throws InterruptedException {
    Plan back =
        servedBy("old")
            .ordered(false, "older", NOBODY_ASKED, AT)
            .switched(AT)
            .back(false, Optional.empty(), AT)
            .orElseThrow()
            .switched(AT);
    Order order = ordersWhenNobodyRuns(back).orElseThrow();
    assertThat(order.kind()).isEqualTo(Kind.REBUILD);
    assertThat(order.logic()).isEqualTo("new");
  }

  @Test
  void whoComesBackInTimeIsNotReplaced() throws InterruptedException {
    Plan takenBack = servedBy("new").ordered(false, "older", NOBODY_ASKED, AT).switched(AT);
    deserted = true;
    assertThat(next(takenBack)).isEmpty();
    now = now.plusSeconds(20);
    deserted = false;
    assertThat(next(takenBack)).isEmpty();
    now = now.plusSeconds(20);
    deserted = true;
    assertThat(next(takenBack)).as("gone again, since just now").isEmpty();
  }

  @Test
  void whatANewerBuildMakesIsLeftToItWhereThisOneServes() throws InterruptedException {
    Plan building = servedBy("new").ordered(false, "newer", NOBODY_ASKED, AT);
    assertThat(next(building)).isEmpty();
  }

  @Test
  void onlyWhatThePlanKnowsAndDoesNotKeepIsRemoved() {
    Plan plan =
        servedBy("a")
            .ordered(false, "b", NOBODY_ASKED, AT)
            .switched(AT)
            .ordered(false, "c", NOBODY_ASKED, AT)
            .switched(AT);
    Pattern pattern = Remains.APPLICATION;
    assertThat(plan.kept()).extracting(EnrichmentGeneration::name).containsExactly("g2", "g3");
    assertThat(
            Remains.isOver(pattern, "paperwire-enrich-g1-matters-repartition", plan, plan.kept()))
        .isTrue();
    for (String other :
        new String[] {
          "paperwire-enrich-g2-matters-repartition",
          "paperwire-enrich-g3",
          "paperwire-enrich-g4-records-changelog",
          "paperwire-enrich-g01",
          "paperwire.papers.v1"
        }) {
      assertThat(Remains.isOver(pattern, other, plan, plan.kept())).as(other).isFalse();
    }
  }
}
