package org.paperwire.query.feed;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/// Limits and times of the feed.
///
/// @param readers connected at once
/// @param readersPerAddress of one network address; on one machine all readers have the same
/// @param filters different ones at once; readers with the same filter share it
/// @param recentChanges newest changes held in memory
/// @param recentMegabytes most that those may take
/// @param replays readers further back that are served at the same time
/// @param heartbeat silence after which a reader hears where it is
/// @param stall time without taking anything after which a reader is cut
/// @param life after which a stream ends, to be resumed; a tenth of it is added by chance
@ConfigurationProperties("paperwire.feed")
public record FeedSettings(
    @Bindable(defaultValue = "2000") int readers,
    @Bindable(defaultValue = "2000") int readersPerAddress,
    @Bindable(defaultValue = "500") int filters,
    @Bindable(defaultValue = "4096") int recentChanges,
    @Bindable(defaultValue = "16") int recentMegabytes,
    @Bindable(defaultValue = "4") int replays,
    @Bindable(defaultValue = "15s") Duration heartbeat,
    @Bindable(defaultValue = "10s") Duration stall,
    @Bindable(defaultValue = "30m") Duration life) {

  public FeedSettings {
    check(readers >= 1, "readers", "at least 1");
    check(readersPerAddress >= 1, "readers-per-address", "at least 1");
    check(filters >= 1, "filters", "at least 1");
    check(recentChanges >= 1 && recentChanges <= 1 << 20, "recent-changes", "1 to 1048576");
    check(recentMegabytes >= 1 && recentMegabytes <= 1_024, "recent-megabytes", "1 to 1024");
    check(replays >= 1 && replays <= 64, "replays", "1 to 64");
    check(isPositive(heartbeat), "heartbeat", "more than nothing");
    check(isPositive(stall), "stall", "more than nothing");
    check(isPositive(life), "life", "more than nothing");
  }

  private static boolean isPositive(Duration time) {
    return !time.isNegative() && !time.isZero();
  }

  private static void check(boolean right, String name, String bounds) {
    if (!right) {
      throw new IllegalArgumentException("paperwire.feed." + name + " is " + bounds);
    }
  }

  long recentBytes() {
    return (long) recentMegabytes << 20;
  }
}
