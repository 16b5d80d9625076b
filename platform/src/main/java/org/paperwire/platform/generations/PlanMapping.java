package org.paperwire.platform.generations;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.paperwire.avro.GenerationMark;
import org.paperwire.avro.GenerationPlan;
import org.paperwire.avro.GenerationRebuild;
import org.paperwire.platform.generations.Plan.Kind;
import org.paperwire.platform.generations.Plan.Mark;
import org.paperwire.platform.generations.Plan.Order;
import org.paperwire.platform.generations.Plan.State;
import org.paperwire.topics.EnrichmentGeneration;

/// A plan as it lies on the topic.
final class PlanMapping {

  private PlanMapping() {}

  static GenerationPlan published(Plan plan) {
    return new GenerationPlan(
        plan.revision(),
        published(plan.serving()),
        plan.before().map(PlanMapping::published).orElse(null),
        plan.newest(),
        plan.rebuild().map(PlanMapping::published).orElse(null));
  }

  private static GenerationMark published(Mark mark) {
    return new GenerationMark(
        mark.generation().name(),
        mark.logic(),
        mark.since(),
        mark.because().orElse(null),
        mark.byHand());
  }

  private static GenerationRebuild published(Order order) {
    return new GenerationRebuild(
        order.number(),
        order.generation().name(),
        word(order.kind()),
        word(order.state()),
        order.hold(),
        order.logic(),
        order.because().orElse(null),
        order.startedAt(),
        order.endedAt().orElse(null));
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /// @throws IllegalArgumentException when a name in it is none that this build knows
  static Plan plan(GenerationPlan published) {
    return new Plan(
        published.getRevision(),
        mark(published.getServing()),
        Optional.ofNullable(published.getBefore()).map(PlanMapping::mark),
        published.getNewest(),
        order(published.getRebuild()));
  }

  private static Mark mark(GenerationMark mark) {
    return new Mark(
        generation(mark.getGeneration()),
        mark.getLogic(),
        mark.getSince(),
        Optional.ofNullable(mark.getBecause()),
        mark.getByHand());
  }

  private static Optional<Order> order(@Nullable GenerationRebuild order) {
    return order == null
        ? Optional.empty()
        : Optional.of(
            new Order(
                order.getNumber(),
                generation(order.getGeneration()),
                Kind.valueOf(order.getKind().toUpperCase(Locale.ROOT)),
                State.valueOf(order.getState().toUpperCase(Locale.ROOT)),
                order.getHold(),
                order.getLogic(),
                Optional.ofNullable(order.getBecause()),
                order.getStartedAt(),
                Optional.ofNullable(order.getEndedAt())));
  }

  private static EnrichmentGeneration generation(String name) {
    return EnrichmentGeneration.parse(name)
        .orElseThrow(() -> new IllegalArgumentException("no name of a generation: " + name));
  }
}
