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
@ConfigurationProperties("paperwire.views")
public record ViewSettings(
    @Bindable(defaultValue = "64") int ramBufferMegabytes,
    @Bindable(defaultValue = "0") int indexers,
    @Bindable(defaultValue = "1s") Duration commitInterval,
    @Bindable(defaultValue = "10s") Duration bulkCommitInterval) {

  private static final int INDEXERS_MAX = 4;

  /// What is used where nothing is set.
  public static final ViewSettings DEFAULT =
      new ViewSettings(64, 0, Duration.ofSeconds(1), Duration.ofSeconds(10));

  public ViewSettings {
    if (ramBufferMegabytes < 1 || ramBufferMegabytes > 2_047) {
      throw new IllegalArgumentException("paperwire.views.ram-buffer-megabytes is 1 to 2047");
    }
    if (indexers < 0) {
      throw new IllegalArgumentException("paperwire.views.indexers is 0 or more");
    }
    if (commitInterval.isNegative() || bulkCommitInterval.compareTo(commitInterval) < 0) {
      throw new IllegalArgumentException(
          "paperwire.views.bulk-commit-interval is at least paperwire.views.commit-interval");
    }
  }

  int threads() {
    return indexers > 0
        ? indexers
        : Math.min(INDEXERS_MAX, Runtime.getRuntime().availableProcessors());
  }
}
