package org.paperwire.query.views;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.common.TopicPartition;
import org.paperwire.platform.Position;
import org.paperwire.query.views.Snapshot.Standing;
import org.paperwire.query.views.ViewStatus.State;
import org.paperwire.topics.EnrichmentGeneration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Follows what serves, also when it has never caught up: the first generation of a view.
final class ServeDuty implements Duty {

  private static final Logger LOG = LoggerFactory.getLogger(ServeDuty.class);

  private final Workshop<?> workshop;
  private final Showing showing;
  private final Rebuilds rebuilds;
  private boolean built;
  private int number;

  ServeDuty(Workshop<?> workshop, Showing showing, Rebuilds rebuilds) {
    this.workshop = workshop;
    this.showing = showing;
    this.rebuilds = rebuilds;
  }

  /// The duty of who has just taken over with a generation.
  static ServeDuty takingOver(
      Workshop<?> workshop, Showing showing, Rebuilds rebuilds, int generation) {
    var duty = new ServeDuty(workshop, showing, rebuilds);
    duty.built = true;
    duty.number = generation;
    return duty;
  }

  @Override
  public Generation open() throws IOException {
    ViewFolder.Opened opened =
        workshop.folder().openToServe(workshop.definition(), workshop.settings());
    built = opened.built();
    number = opened.generation().number();
    rebuilds.opened(opened);
    return opened.generation();
  }

  @Override
  public Optional<EnrichmentGeneration> enrichment() {
    return workshop.enrichment().get();
  }

  @Override
  public Standing standing() {
    return built ? Standing.BUILT : Standing.BUILDING;
  }

  @Override
  public int indexers() {
    return workshop.settings().threads();
  }

  @Override
  public int recordsPerSecondMax() {
    return 0;
  }

  @Override
  public boolean isWatched() {
    return true;
  }

  @Override
  public void begins(Map<TopicPartition, Long> beginnings, boolean fromNothing) {
    String missing = RebuildDuty.missing(beginnings);
    if (fromNothing && !missing.isEmpty()) {
      LOG.error("view {}: {}; it is built of what is left", workshop.view(), missing);
    }
  }

  @Override
  public void progressed(long done, Optional<Long> ahead) {
    // Its status tells of it.
  }

  @Override
  public Optional<Position> mayServe(Generation generation) throws IOException {
    generation.commit();
    if (!built) { // Else it is named already, or a rebuild has overtaken it and is named instead.
      becomeCurrent(generation.number());
    }
    built = true;
    rebuilds.firstServes();
    return Optional.of(Position.START);
  }

  private void becomeCurrent(int generation) throws IOException {
    ViewFolder folder = workshop.folder();
    Optional<Current> current = folder.current();
    if (current.isPresent() && current.get().number() == generation) {
      return;
    }
    OptionalInt before =
        current.isPresent() && folder.generations().contains(current.get().number())
            ? OptionalInt.of(current.get().number())
            : OptionalInt.empty();
    folder.switchTo(new Current(generation, before, false));
  }

  @Override
  public Duty serves() {
    return this;
  }

  @Override
  public Optional<Alignment> alignment() {
    return Optional.empty();
  }

  @Override
  public void aligned() {
    // Nobody waited.
  }

  /// An index that is found damaged while it is followed goes on being shown as it is: another is
  /// built beside it.
  @Override
  public boolean goesOnAfter(Exception failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    if (!built || !ViewFolder.isDamage(failure) && !ViewFolder.isDamage(cause)) {
      return true;
    }
    try {
      workshop.folder().moveAside(number, failure);
    } catch (IOException e) {
      LOG.warn("view {}: generation {} could not be moved", workshop.view(), number, e);
      return true;
    }
    showing.state(
        State.DAMAGED, Optional.of("generation " + number + " cannot be written any more"));
    rebuilds.startByItself("generation " + number + " is damaged");
    return false;
  }

  @Override
  public void isLost(String missing) {
    LOG.error(
        "view {}: {}, so papers may be missing. The view serves what it has and does not go on; a rebuild begins at the"
            + " beginning of the topic, if that is still there",
        workshop.view(),
        missing);
  }

  @Override
  public void leaves() {
    // Nobody waits for it.
  }

  @Override
  public void ended() {
    // What it showed is the view's to close: readers may still be shown it.
  }
}
