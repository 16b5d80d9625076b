package org.paperwire.query.views;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.paperwire.query.views.RebuildStatus.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The generations in the folder of a view: which can be asked, gone on with, done without.
final class Generations {

  private static final Logger LOG = LoggerFactory.getLogger(Generations.class);

  private final Workshop<?> workshop;

  Generations(Workshop<?> workshop) {
    this.workshop = workshop;
  }

  /// Whether questions of this definition are understood there.
  boolean isAskable(int generation) throws IOException {
    return !isDamaged(generation) && isUnderstood(generation);
  }

  private boolean isUnderstood(int generation) throws IOException {
    return workshop
        .folder()
        .mark(generation)
        .filter(mark -> mark.version() >= workshop.definition().servesSince())
        .filter(mark -> mark.version() <= workshop.definition().version())
        .isPresent();
  }

  /// Whether a rebuild that a restart broke off can be gone on with.
  boolean canGoOn(Rebuild last, ViewFolder.Opened serving) throws IOException {
    int generation = last.order().generation();
    if (last.state().isEnd()
        || !serving.built()
        || generation == serving.generation().number()
        || isDamaged(generation)) {
      return false;
    }
    Optional<DefinitionMark> mark = workshop.folder().mark(generation);
    return last.order().kind() == Kind.BACK
        ? isUnderstood(generation)
        : mark.isEmpty() || mark.get().equals(DefinitionMark.of(workshop.definition()));
  }

  private boolean isDamaged(int generation) throws IOException {
    try {
      workshop.folder().mark(generation);
      return false;
    } catch (IOException e) {
      if (ViewFolder.isDamage(e)) {
        LOG.warn("view {}: generation {} is damaged", workshop.view(), generation, e);
        return true;
      }
      throw e;
    }
  }

  /// Removes what neither serves nor leads back.
  void removeUnfinished(int serving) throws IOException {
    Optional<Current> current = workshop.folder().current();
    if (current.isEmpty()) {
      return;
    }
    for (int generation : workshop.folder().generations()) {
      if (generation != serving && !current.get().names(generation)) {
        workshop.folder().remove(generation);
      }
    }
  }

  /// What nobody needs any more, now that another generation serves.
  List<Integer> obsolete() {
    try {
      Optional<Current> current = workshop.folder().current();
      return workshop.folder().generations().stream()
          .filter(generation -> current.isPresent() && !current.get().names(generation))
          .toList();
    } catch (IOException e) {
      LOG.warn("view {}: older generations stay", workshop.view(), e);
      return List.of();
    }
  }

  /// What the disk lacks for another generation, which takes about what the current one does; empty
  /// when there is room.
  Optional<String> lackOfRoom() throws IOException {
    Optional<Current> current = workshop.folder().current();
    long needed = RebuildDuty.ROOM_BYTES;
    if (current.isPresent()) {
      needed += workshop.folder().bytes(current.get().number());
    }
    long usable = workshop.folder().usableBytes();
    return usable >= needed
        ? Optional.empty()
        : Optional.of(
            "Another generation takes about %d MB, and the disk has %d MB left."
                .formatted(needed >> 20, usable >> 20));
  }
}
