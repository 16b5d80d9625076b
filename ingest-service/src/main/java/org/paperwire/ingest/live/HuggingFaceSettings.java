package org.paperwire.ingest.live;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;
import java.time.Duration;

/// How Hugging Face's daily papers are asked for.
///
/// @param every how often today's list is
/// @param catchUpDays how many days back are, when nobody has asked for them yet
/// @param pause between two questions
@ConfigurationProperties("paperwire.live.huggingface")
record HuggingFaceSettings(
    @Bindable(defaultValue = "true") boolean enabled,
    @Bindable(defaultValue = "https://huggingface.co") URI site,
    @Bindable(defaultValue = "30m") Duration every,
    @Bindable(defaultValue = "7") int catchUpDays,
    @Bindable(defaultValue = "2s") Duration pause) {

  HuggingFaceSettings {
    if (every.toSeconds() < 60 || catchUpDays < 0 || catchUpDays > 366) {
      throw new IllegalArgumentException(
          "paperwire.live.huggingface: every is at least 60s, catch-up-days 0 to 366");
    }
  }
}
