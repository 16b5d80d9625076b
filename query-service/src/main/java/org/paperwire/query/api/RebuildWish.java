package org.paperwire.query.api;

import java.time.Duration;
import org.paperwire.platform.Problem;
import org.paperwire.platform.ProblemException;
import org.paperwire.query.views.RebuildRefused;

/// Something that is asked of rebuilds and may be refused; what the caller is told then is the same
/// at every door.
@FunctionalInterface
interface RebuildWish<T> {

  /// When to ask again while a view is being opened.
  Duration RETRY = Duration.ofSeconds(1);

  T grant() throws RebuildRefused;

  /// What was wished for, or the end of the request.
  static <T> T granted(RebuildWish<T> wish) {
    try {
      return wish.grant();
    } catch (RebuildRefused refused) {
      throw new ProblemException(problem(refused));
    }
  }

  private static Problem problem(RebuildRefused refused) {
    String detail = String.valueOf(refused.getMessage());
    return switch (refused.reason()) {
      case VIEW_OPENING -> Problem.unavailable("view-opening", detail, RETRY);
      case REBUILD_RUNNING -> conflict("rebuild-running", "Another rebuild runs", detail);
      case NOTHING_BEFORE -> conflict("nothing-before", "There is no way back", detail);
      case FOLLOWS_ENRICHMENT ->
          conflict("follows-enrichment", "It goes with the enrichment", detail);
      case REBUILD_OVER -> conflict("rebuild-over", "The rebuild is over", detail);
      case NOTHING_TO_COMPARE ->
          conflict("nothing-to-compare", "There is nothing to compare with", detail);
      case NO_ROOM -> Problem.other("no-room", "The disk has no room", 507, detail);
      case UNKNOWN -> Problem.notFound(detail);
    };
  }

  private static Problem conflict(String slug, String title, String detail) {
    return Problem.other(slug, title, 409, detail);
  }
}
