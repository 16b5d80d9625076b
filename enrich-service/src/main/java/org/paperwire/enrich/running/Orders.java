package org.paperwire.enrich.running;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.paperwire.enrich.Logic;
import org.paperwire.platform.KafkaSettings;
import org.paperwire.platform.generations.Plan;
import org.paperwire.platform.generations.Plan.Kind;
import org.paperwire.platform.generations.Plan.Order;
import org.paperwire.topics.EnrichmentGeneration;
import org.paperwire.topics.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The steps of the plan that a process with some logic takes by itself.
///
/// ```
/// no plan yet ───────────────────────────────────────▶ the first generation, of this logic
/// an order that nobody has taken ────────────────────▶ taken
/// what serves was made by other logic, at the start ─▶ ordered, unless people went back there
/// nobody is left who runs what serves ───────────────▶ back to what this logic made before; else ordered
/// ```
final class Orders {

  private static final Logger LOG = LoggerFactory.getLogger(Orders.class);

  /// Somebody who restarts is not gone, and one who starts is not there at once.
  static final Duration ABSENT = Duration.ofSeconds(30);

  private static final Duration LOOK = Duration.ofSeconds(5);

  private final Logic logic;
  private final GenerationSettings settings;
  private final KafkaSettings kafka;
  private final InstantSource clock;
  private final GroupMembers members;
  private Optional<Absence> absence = Optional.empty();
  private Instant asked = Instant.EPOCH;

  /// That nobody runs a generation.
  ///
  /// @param since when it was first seen
  private record Absence(EnrichmentGeneration generation, Instant since) {}

  /// Whether it is settled, since the start, if another generation is needed.
  private boolean settled;

  Orders(
      Logic logic,
      GenerationSettings settings,
      KafkaSettings kafka,
      InstantSource clock,
      GroupMembers members) {
    this.logic = logic;
    this.settings = settings;
    this.kafka = kafka;
    this.clock = clock;
    this.members = members;
  }

  /// The next step, if there is one to be taken now.
  Optional<Plan> next(Optional<Plan> known) throws InterruptedException {
    if (known.isEmpty()) {
      return Optional.of(Plan.first(logic.text(), clock.instant()));
    }
    Plan plan = known.get();
    Optional<Order> order = plan.underWay();
    if (order.isPresent()) {
      return order.get().logic().isEmpty()
          ? Optional.of(plan.taken(logic.text()))
          : abandoned(plan, order.get());
    }
    boolean isStart = !settled;
    settled = true;
    if (plan.serving().logic().equals(logic.text())) {
      return Optional.empty();
    }
    if (isStart && isNeeded(plan)) {
      return Optional.of(ordered(plan));
    }
    return isDeserted(plan.serving().generation())
        ? Optional.of(takenOver(plan))
        : Optional.empty();
  }

  private Plan ordered(Plan plan) {
    return plan.ordered(
        settings.hold(),
        logic.text(),
        Optional.of(
            "%s was made by %s, this is %s"
                .formatted(plan.serving().generation(), plan.serving().logic(), logic)),
        clock.instant());
  }

  /// Where everybody who had made what serves was replaced, nothing would ever come out again.
  private Plan takenOver(Plan plan) {
    return plan.before()
        .filter(mark -> mark.logic().equals(logic.text()))
        .flatMap(
            _ ->
                plan.back(
                    settings.hold(),
                    Optional.of(
                        "nobody is left who runs %s".formatted(plan.serving().generation())),
                    clock.instant()))
        .orElseGet(() -> ordered(plan));
  }

  private boolean isDeserted(EnrichmentGeneration serving) throws InterruptedException {
    Instant now = clock.instant();
    if (now.isBefore(asked.plus(LOOK))) {
      return false;
    }
    asked = now;
    if (!members.isEmpty(serving.applicationId())) {
      absence = Optional.empty();
      return false;
    }
    Absence seen =
        absence
            .filter(known -> known.generation().equals(serving))
            .orElseGet(() -> new Absence(serving, now));
    absence = Optional.of(seen);
    return !now.isBefore(seen.since().plus(ABSENT));
  }

  private boolean isNeeded(Plan plan) {
    if (plan.serving().byHand()) {
      LOG.warn(
          "people went back to {}, which other logic has made: it stays as it is",
          plan.serving().generation());
      return false;
    }
    if (plan.before().filter(mark -> mark.logic().equals(logic.text())).isPresent()) {
      LOG.warn(
          "{} was made by newer logic and stays as it is; ./paperwire rebuild enrichment --back "
              + "leads to {}, which is of this one",
          plan.serving().generation(),
          plan.before().orElseThrow().generation());
      return false;
    }
    return true;
  }

  /// What other logic was to make, and nobody makes any more, gives way to what this one has to.
  private Optional<Plan> abandoned(Plan plan, Order order) throws InterruptedException {
    boolean isInTheWay =
        !settled
            && order.kind() == Kind.REBUILD
            && !order.logic().equals(logic.text())
            && !plan.serving().logic().equals(logic.text());
    return isInTheWay && isNeeded(plan) && members.isEmpty(order.generation().applicationId())
        ? Optional.of(
            plan.failed("nobody is left with the logic that was to make it", clock.instant()))
        : Optional.empty();
  }

  /// Whether nobody has ever planned anything, which can be seen without the registry.
  boolean isNothingPlanned() throws InterruptedException {
    try (Admin admin = Admin.create(kafka.admin("paperwire-generations-orders"))) {
      var ends = new HashMap<TopicPartition, OffsetSpec>();
      admin
          .describeTopics(List.of(Topics.GENERATIONS.name()))
          .allTopicNames()
          .get()
          .forEach(
              (topic, described) ->
                  described
                      .partitions()
                      .forEach(
                          partition ->
                              ends.put(
                                  new TopicPartition(topic, partition.partition()),
                                  OffsetSpec.latest())));
      return admin.listOffsets(ends).all().get().values().stream()
          .allMatch(end -> end.offset() == 0);
    } catch (ExecutionException | KafkaException e) {
      LOG.debug("nobody says whether anything is planned", e);
      return false;
    }
  }
}
