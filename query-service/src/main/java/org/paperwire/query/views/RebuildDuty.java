package org.paperwire.query.views;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.paperwire.platform.Position;
import org.paperwire.query.views.Snapshot.Standing;
import org.paperwire.topics.EnrichmentGeneration;

/// Brings a generation up to where it can take over from the one that serves, and lets it do so: at
/// once, or when somebody says so.
///
/// ```
/// building ─▶ caught up ─┬─────────▶ what serves keeps still ─▶ overtaken ─▶ CURRENT ─▶ shown
///                        └▶ held ──▶ (switched by hand) ▲
/// ```
///
/// What serves keeps still for as long as it takes to be overtaken, a poll or two. So the new
/// generation, once it is shown, has applied everything that readers have ever been shown, and its
/// position is at least theirs.
final class RebuildDuty implements Duty {

  /// Files are written a while before they are known: a rebuild ends before the disk is full.
  static final long ROOM_BYTES = 64L << 20;

  private static final long LOOK_AT_ROOM_NANOS = 1_000_000_000L;

  /// What serves keeps still no longer at a time, however long it takes.
  private static final long STILL_NANOS = 2_000_000_000L;

  private final Workshop<?> workshop;
  private final Rebuild rebuild;
  private final Rebuilds rebuilds;
  private final Showing showing;
  private final Pursuit pursuit = new Pursuit();
  private long lookedAtRoom = System.nanoTime();
  private OptionalLong stillSince = OptionalLong.empty();

  RebuildDuty(Workshop<?> workshop, Rebuild rebuild, Rebuilds rebuilds, Showing showing) {
    this.workshop = workshop;
    this.rebuild = rebuild;
    this.rebuilds = rebuilds;
    this.showing = showing;
  }

  @Override
  public Generation open() throws IOException {
    rebuilds.awaitRetired();
    return workshop
        .folder()
        .open(rebuild.order().generation(), workshop.definition(), workshop.settings());
  }

  @Override
  public Optional<EnrichmentGeneration> enrichment() {
    return Optional.of(rebuild.order().enrichment());
  }

  @Override
  public Standing standing() {
    return Standing.BUILDING;
  }

  @Override
  public int indexers() {
    return workshop.settings().rebuildThreads();
  }

  @Override
  public int recordsPerSecondMax() {
    return rebuild.order().recordsPerSecondMax();
  }

  @Override
  public boolean isWatched() {
    return false;
  }

  @Override
  public void begins(Map<TopicPartition, Long> beginnings, boolean fromNothing) {
    String missing = missing(beginnings);
    if (fromNothing && !missing.isEmpty()) {
      rebuilds.fail(rebuild, missing);
    }
  }

  /// Says which partitions do not begin at their beginning; empty when all do.
  static String missing(Map<TopicPartition, Long> beginnings) {
    String partitions =
        beginnings.entrySet().stream()
            .filter(beginning -> beginning.getValue() > 0)
            .map(beginning -> beginning.getKey() + " begins at " + beginning.getValue())
            .sorted()
            .collect(Collectors.joining(", "));
    return partitions.isEmpty() ? "" : "the topic no longer has its beginning: " + partitions;
  }

  @Override
  public void progressed(long done, Optional<Long> ahead) throws IOException {
    rebuild.progressed(done, ahead);
    if (System.nanoTime() - lookedAtRoom > LOOK_AT_ROOM_NANOS) {
      lookedAtRoom = System.nanoTime();
      long usable = workshop.folder().usableBytes();
      if (usable < ROOM_BYTES) {
        rebuilds.fail(rebuild, "the disk is full but for %d MB".formatted(usable >> 20));
      }
    }
  }

  @Override
  public Optional<Position> mayServe(Generation generation) throws IOException {
    if (!isLevel(generation.progress()) || !rebuilds.caughtUp(rebuild)) {
      return Optional.empty();
    }
    Showing serving = rebuilds.serving();
    if (!keepStill(serving)) {
      return Optional.empty();
    }
    try (Snapshot seen = serving.snapshot().orElse(null)) {
      if (seen != null && !generation.progress().covers(seen.progress(), workshop.topic())) {
        return Optional.empty(); // The next poll will do; what serves waits for it.
      }
      Position known = seen == null ? Position.START : seen.position();
      Progress progress = generation.progress();
      generation.advance(progress.at(progress.offsets(), progress.position().max(known)));
      generation.commit();
      Optional<Current> before = workshop.folder().current();
      workshop
          .folder()
          .switchTo(
              new Current(
                  generation.number(),
                  before
                      .map(current -> OptionalInt.of(current.number()))
                      .orElse(OptionalInt.empty()),
                  rebuild.order().kind() == RebuildStatus.Kind.BACK));
      return Optional.of(known);
    }
  }

  private boolean isLevel(Progress own) {
    return rebuild.state() == RebuildStatus.State.HELD
        || pursuit.isLevel(own, rebuilds.serving().status(), System.nanoTime());
  }

  private boolean keepStill(Showing serving) {
    long now = System.nanoTime();
    if (stillSince.isPresent() && now - stillSince.getAsLong() > STILL_NANOS) {
      leaves();
      return false;
    }
    if (stillSince.isEmpty()) {
      serving.keepStill(true);
      stillSince = OptionalLong.of(now);
    }
    return true;
  }

  @Override
  public void leaves() {
    rebuilds.serving().keepStill(false);
    stillSince = OptionalLong.empty();
  }

  @Override
  public Duty serves() {
    rebuilds.switched(rebuild);
    return ServeDuty.takingOver(workshop, showing, rebuilds, rebuild.order().generation());
  }

  @Override
  public Optional<Alignment> alignment() {
    return rebuild.alignment();
  }

  @Override
  public void aligned() {
    rebuild.aligned();
  }

  /// A rebuild that the disk fails gives its room back: what serves needs it more.
  @Override
  public boolean goesOnAfter(Exception failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    rebuilds.fail(rebuild, "the index could not be written: " + cause.getMessage());
    return false;
  }

  @Override
  public void isLost(String missing) {
    rebuilds.fail(rebuild, missing);
  }

  @Override
  public void ended() {
    rebuilds.ended(rebuild);
  }
}
