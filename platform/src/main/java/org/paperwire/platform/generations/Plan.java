package org.paperwire.platform.generations;

import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.paperwire.topics.EnrichmentGeneration;

/// Which generation of the enrichment serves, which served before, and what is being built beside
/// them. Every step makes the plan that follows; whether it comes to hold, is for the topic to say.
///
/// @param revision 1, 2, 3, …
/// @param serving whose papers readers are to see
/// @param before whose papers they saw until then: at rest, the way back
/// @param newest the greatest number that a generation ever had
/// @param rebuild the last rebuild, under way or over
public record Plan(
    long revision, Mark serving, Optional<Mark> before, int newest, Optional<Order> rebuild) {

  /// A generation.
  ///
  /// @param logic that made it; see [Order#logic]
  /// @param since when it serves, or served
  /// @param because why it was made, where nobody asked for it
  /// @param byHand whether people went back to it: nothing takes its place by itself
  public record Mark(
      EnrichmentGeneration generation,
      String logic,
      Instant since,
      Optional<String> because,
      boolean byHand) {}

  /// A rebuild.
  ///
  /// @param number of it
  /// @param generation that it makes, or goes back to
  /// @param hold whether it waits, caught up, until somebody switches
  /// @param logic of the generation; empty until whoever builds it has said which
  public record Order(
      int number,
      EnrichmentGeneration generation,
      Kind kind,
      State state,
      boolean hold,
      String logic,
      Optional<String> because,
      Instant startedAt,
      Optional<Instant> endedAt) {

    private Order ended(State how, Optional<String> why, Instant at) {
      return new Order(
          number,
          generation,
          kind,
          how,
          hold,
          logic,
          why.or(() -> because),
          startedAt,
          Optional.of(at));
    }

    private Order with(boolean hold, String logic) {
      return new Order(number, generation, kind, state, hold, logic, because, startedAt, endedAt);
    }
  }

  /// What is made.
  public enum Kind {
    /// A new generation, from the first sighting.
    REBUILD,
    /// The one that served before, brought up to date.
    BACK
  }

  /// How far a rebuild is. Whether it is held is for each reader to say, who has views of it.
  public enum State {
    /// Under way.
    BUILDING,
    /// It serves.
    SWITCHED,
    /// Somebody stopped it.
    CANCELLED,
    /// It could not be made.
    FAILED
  }

  /// The plan that everything begins with.
  public static Plan first(String logic, Instant at) {
    var first = new Mark(EnrichmentGeneration.FIRST, logic, at, Optional.empty(), false);
    return new Plan(1, first, Optional.empty(), first.generation().number(), Optional.empty());
  }

  /// The rebuild that is under way.
  public Optional<Order> underWay() {
    return rebuild.filter(order -> order.state() == State.BUILDING);
  }

  /// Everything that is kept: what is not in here can be removed.
  public SortedSet<EnrichmentGeneration> kept() {
    var kept = new TreeSet<EnrichmentGeneration>();
    kept.add(serving.generation());
    before.map(Mark::generation).ifPresent(kept::add);
    underWay().map(Order::generation).ifPresent(kept::add);
    return kept;
  }

  /// The generations that whoever has this logic is to run: what serves, and what is to.
  public SortedSet<EnrichmentGeneration> runBy(String logic) {
    var run = new TreeSet<EnrichmentGeneration>();
    if (serving.logic().equals(logic)) {
      run.add(serving.generation());
    }
    underWay()
        .filter(order -> order.logic().equals(logic))
        .map(Order::generation)
        .ifPresent(run::add);
    return run;
  }

  /// A new generation is built.
  ///
  /// @param logic that is to make it; empty when whoever builds it is to say
  public Plan ordered(boolean hold, String logic, Optional<String> because, Instant at) {
    int next = newest + 1;
    return with(
        next, order(new EnrichmentGeneration(next), Kind.REBUILD, hold, logic, because, at));
  }

  /// The generation before is brought up to date, to serve again. Empty when there is none.
  ///
  /// @param because why, where nobody asked for it
  public Optional<Plan> back(boolean hold, Optional<String> because, Instant at) {
    return before.map(
        mark -> with(newest, order(mark.generation(), Kind.BACK, hold, mark.logic(), because, at)));
  }

  private Order order(
      EnrichmentGeneration generation,
      Kind kind,
      boolean hold,
      String logic,
      Optional<String> because,
      Instant at) {
    requireIdle();
    int number = 1 + rebuild.map(Order::number).orElse(0);
    return new Order(
        number, generation, kind, State.BUILDING, hold, logic, because, at, Optional.empty());
  }

  private void requireIdle() {
    if (underWay().isPresent()) {
      throw new IllegalStateException("a rebuild is under way: " + underWay().get());
    }
  }

  /// Whoever has this logic builds what was ordered.
  public Plan taken(String logic) {
    Order order = requireUnderWay();
    return with(newest, order.with(order.hold(), logic));
  }

  /// What is being built will not be held.
  public Plan letGo() {
    Order order = requireUnderWay();
    return with(newest, order.with(false, order.logic()));
  }

  /// What was built serves.
  public Plan switched(Instant at) {
    Order order = requireUnderWay();
    var now =
        new Mark(
            order.generation(),
            order.logic(),
            at,
            order.because(),
            order.kind() == Kind.BACK && order.because().isEmpty());
    return new Plan(
        revision + 1,
        now,
        Optional.of(serving),
        newest,
        Optional.of(order.ended(State.SWITCHED, Optional.empty(), at)));
  }

  /// What is being built will not serve.
  public Plan cancelled(Instant at) {
    return with(newest, requireUnderWay().ended(State.CANCELLED, Optional.empty(), at));
  }

  /// What is being built cannot be.
  public Plan failed(String because, Instant at) {
    return with(newest, requireUnderWay().ended(State.FAILED, Optional.of(because), at));
  }

  private Order requireUnderWay() {
    return underWay().orElseThrow(() -> new IllegalStateException("no rebuild is under way"));
  }

  private Plan with(int newest, Order order) {
    return new Plan(revision + 1, serving, before, newest, Optional.of(order));
  }
}
