package org.paperwire.query.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.paperwire.platform.generations.Plan;
import org.paperwire.query.views.RebuildStatus;
import org.paperwire.query.views.RebuildStatus.Kind;
import org.paperwire.query.views.RebuildStatus.State;
import org.paperwire.topics.EnrichmentGeneration;

class ViewCardTest {

  private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");
  private static final Plan FIRST = Plan.first("rules 1", AT);
  private static final Plan ORDERED =
      FIRST.ordered(false, "rules 2", Optional.empty(), AT.plusSeconds(60));
  private static final Plan SWITCHED = ORDERED.switched(AT.plusSeconds(3_600));

  private static RebuildStatus rebuild(State state) {
    return new RebuildStatus(
        1,
        2,
        new EnrichmentGeneration(2),
        Kind.REBUILD,
        state,
        Optional.of("the rules are others"),
        false,
        AT,
        Optional.empty(),
        250,
        1_000,
        125,
        Optional.of(Duration.ofSeconds(6)),
        100,
        0);
  }

  @Test
  void theEnrichmentSaysWhichGenerationServesAndWhichServedBefore() {
    assertThat(ViewCard.ofEnrichment(Optional.of(FIRST), Optional.empty()).summary())
        .isEqualTo("generation g1, since 2026-01-02 03:04 UTC");
    assertThat(ViewCard.ofEnrichment(Optional.of(SWITCHED), Optional.empty()).summary())
        .isEqualTo(
            "generation g2, since 2026-01-02 04:04 UTC;"
                + " the one before: g1, since 2026-01-02 03:04 UTC");
  }

  @Test
  void aRebuildOfTheEnrichmentThatRunsSaysHowFarItIs() {
    ViewCard card =
        ViewCard.ofEnrichment(Optional.of(ORDERED), Optional.of(rebuild(State.BUILDING)));

    assertThat(card.rebuild())
        .hasValue(
            "Rebuild 1 of generation g2: building, 250 of 1,000 at 125 a second, 6 s left"
                + " (the rules are others)");
    assertThat(card.done()).hasValue(250L);
  }

  @Test
  void aRebuildThatNoLongerBuildsHasNoProgress() {
    ViewCard held = ViewCard.ofEnrichment(Optional.of(ORDERED), Optional.of(rebuild(State.HELD)));

    assertThat(held.rebuild()).hasValue("Rebuild 1 of generation g2: held (the rules are others)");
    assertThat(held.done()).isEmpty();
  }

  @Test
  void whileNobodyKnowsThePlanTheCardSaysSo() {
    ViewCard card = ViewCard.ofEnrichment(Optional.empty(), Optional.empty());

    assertThat(card.summary()).isEqualTo("nobody can say yet which generation serves");
    assertThat(card.rebuild()).isEmpty();
  }
}
