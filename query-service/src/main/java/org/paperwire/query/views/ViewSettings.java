package org.paperwire.query.views;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/// How views are built.
///
/// @param ramBufferMegabytes documents held in memory before they become a segment
/// @param indexers threads that make documents; 0 is one a core, at most four
/// @param commitInterval how much work a kill may cost while the view follows
/// @param bulkCommitInterval the same while it catches up, where each commit costs more
/// @param rebuildIndexers threads that make documents of a generation beside the one that serves; 0
///   is one for every two cores, two at least and four at most: the rest is for readers
/// @param rebuildRate records a second at most of such a generation; 0 is no limit
@ConfigurationProperties("paperwire.views")
public record ViewSettings(
    @Bindable(defaultValue = "64") int ramBufferMegabytes,
    @Bindable(defaultValue = "0") int indexers,
    @Bindable(defaultValue = "1s") Duration commitInterval,
    @Bindable(defaultValue = "30s") Duration bulkCommitInterval,
    @Bindable(defaultValue = "0") int rebuildIndexers,
    @Bindable(defaultValue = "0") int rebuildRate) {

  private static final int INDEXERS_MAX = 4;
  private static final int REBUILD_INDEXERS_MIN = 2;

  /// What is used where nothing is set.
  public static final ViewSettings DEFAULT =
      new ViewSettings(64, 0, Duration.ofSeconds(1), Duration.ofSeconds(30), 0, 0);

  public ViewSettings {
    if (ramBufferMegabytes < 1 || ramBufferMegabytes > 2_047) {
      throw new IllegalArgumentException("paperwire.views.ram-buffer-megabytes is 1 to 2047");
    }
    if (indexers < 0) {
      throw new IllegalArgumentException("paperwire.views.indexers is 0 or more");
    }
    if (rebuildIndexers < 0) {
      throw new IllegalArgumentException("paperwire.views.rebuild-indexers is 0 or more");
    }
    if (rebuildRate != 0 && rebuildRate < Rebuilds.RATE_LEAST) {
      throw new IllegalArgumentException(
          "paperwire.views.rebuild-rate is 0, or at least " + Rebuilds.RATE_LEAST);
    }
    if (commitInterval.isNegative() || bulkCommitInterval.compareTo(commitInterval) < 0) {
      throw new IllegalArgumentException(
          "paperwire.views.bulk-commit-interval is at least paperwire.views.commit-interval");
    }
  }

  /// The same with less memory and one thread.
  public ViewSettings modest(int ramBufferMegabytesMax) {
    return new ViewSettings(
        Math.min(ramBufferMegabytes, ramBufferMegabytesMax),
        1,
        commitInterval,
        bulkCommitInterval,
        1,
        rebuildRate);
  }

  int threads() {
    return indexers > 0
        ? indexers
        : Math.min(INDEXERS_MAX, Runtime.getRuntime().availableProcessors());
  }

  int rebuildThreads() {
    return rebuildIndexers > 0
        ? rebuildIndexers
        : Math.clamp(
            Runtime.getRuntime().availableProcessors() / 2, REBUILD_INDEXERS_MIN, INDEXERS_MAX);
  }
}
