package org.paperwire.ingest.live;

import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;
import java.time.Duration;
import org.paperwire.bibliography.SourceName;

/// A feed of somebody: `paperwire.live.feeds.{source}.url`.
///
/// @param source who speaks there
/// @param every how often it is asked
/// @param staleAfter how long it may say nothing new
@EachProperty("paperwire.live.feeds")
record FeedSettings(
    @Parameter String source,
    URI url,
    @Bindable(defaultValue = "1h") Duration every,
    @Bindable(defaultValue = "7d") Duration staleAfter) {

  FeedSettings {
    if (SourceName.parse(source).isEmpty()) {
      throw new IllegalArgumentException(
          "paperwire.live.feeds.%s: a source is [a-z][a-z0-9-]*".formatted(source));
    }
    if (every.toSeconds() < 60) {
      throw new IllegalArgumentException(
          "paperwire.live.feeds.%s.every is at least 60s".formatted(source));
    }
  }
}
