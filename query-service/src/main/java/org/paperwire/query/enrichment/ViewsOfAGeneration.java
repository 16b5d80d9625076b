package org.paperwire.query.enrichment;

import java.util.List;
import java.util.Optional;
import org.paperwire.platform.generations.Plan;
import org.paperwire.platform.generations.Plan.Order;
import org.paperwire.query.views.RebuildRefused;
import org.paperwire.query.views.RebuildStatus;
import org.paperwire.query.views.RebuildStatus.State;
import org.paperwire.query.views.View;
import org.paperwire.topics.EnrichmentGeneration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings all views to the generation of the enrichment that the plan names: each is built of it
/// beside what serves and held, and when the last has caught up all are let go together.
final class ViewsOfAGeneration {

  private static final Logger LOG = LoggerFactory.getLogger(ViewsOfAGeneration.class);

  /// How far the views of this process are.
  sealed interface Progress {
    /// Some are still built, or wait to be.
    record Building() implements Progress {}

    /// All have caught up, or serve.
    record Ready() implements Progress {}

    /// One cannot be built.
    record Failed(String because) implements Progress {}
  }

  private final List<View> views;

  ViewsOfAGeneration(List<View> views) {
    this.views = List.copyOf(views);
  }

  /// Whether readers are shown that generation by all views.
  boolean show(EnrichmentGeneration generation) {
    return views.stream().allMatch(view -> shows(view, generation));
  }

  private static boolean shows(View view, EnrichmentGeneration generation) {
    return view.status().enrichment().equals(Optional.of(generation));
  }

  /// Sees to it that all views are built of a generation, and says how far they are.
  Progress build(EnrichmentGeneration generation, Optional<Order> order) {
    views.forEach(view -> view.rebuilds().giveUpAllBut(generation));
    boolean ready = true;
    for (View view : views) {
      if (shows(view, generation)) {
        continue;
      }
      Optional<RebuildStatus> last =
          view.rebuilds().newest().filter(rebuild -> isOf(rebuild, generation, order));
      Optional<State> state = last.map(RebuildStatus::state);
      if (state.equals(Optional.of(State.FAILED))) {
        return new Progress.Failed(
            "view " + view.name() + ": " + last.flatMap(RebuildStatus::because).orElse("failed"));
      }
      ready &= state.equals(Optional.of(State.HELD));
      if (state.filter(at -> !at.isEnd()).isEmpty()) {
        begin(view, generation);
      }
    }
    return ready ? new Progress.Ready() : new Progress.Building();
  }

  /// A rebuild of a generation that was gone back to and left again is another one.
  private static boolean isOf(
      RebuildStatus rebuild, EnrichmentGeneration generation, Optional<Order> order) {
    return rebuild.enrichment().equals(generation)
        && (!rebuild.state().isEnd()
            || order.filter(of -> rebuild.startedAt().isAfter(of.startedAt())).isPresent());
  }

  private static void begin(View view, EnrichmentGeneration generation) {
    try {
      view.rebuilds().follow(generation);
    } catch (RebuildRefused later) {
      LOG.debug("view {} cannot follow {} yet: {}", view.name(), generation, later.getMessage());
    }
  }

  /// What was built of a generation serves.
  void letGo(Plan plan) {
    views.forEach(view -> view.rebuilds().letGo(plan.serving().generation()));
  }

  /// Stops what was being built of a generation that nobody wants any more.
  void keepOnly(EnrichmentGeneration generation) {
    views.forEach(view -> view.rebuilds().giveUpAllBut(generation));
  }

  /// Whether each view could be built again now.
  void refuseUnlessReady() throws RebuildRefused {
    for (View view : views) {
      view.rebuilds().refuseUnlessReady();
    }
  }
}
