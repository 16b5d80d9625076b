package org.paperwire.query.views;

import org.jspecify.annotations.Nullable;
import org.paperwire.platform.Position;

/// Tells when a generation that is built has come to about where what serves is.
///
/// Of the same enrichment, that is when it has read its topic to the end. The end of a topic that
/// another generation of the enrichment is still filling says nothing: there it is told by
/// positions, and by how long it takes to come to one that was served.
final class Pursuit {

  /// Who takes no longer to come to where what serves was has caught up.
  static final long LEVEL_NANOS = 2_000_000_000L;

  /// A position that was served.
  private record Aim(Position position, long since) {}

  private @Nullable Aim aim;

  /// Whether it is level. It has read its topic to the end, as far as that is filled.
  ///
  /// @param nanos by [System#nanoTime]
  boolean isLevel(Progress own, ViewStatus serving, long nanos) {
    if (serving.enrichment().equals(own.enrichment())) {
      return true;
    }
    Aim at = aim == null ? new Aim(serving.position(), nanos) : aim;
    aim = at;
    if (!own.position().reached(at.position())) {
      return false;
    }
    if (nanos - at.since() > LEVEL_NANOS) {
      aim = null; // Much may have come since then.
      return false;
    }
    return true;
  }
}
