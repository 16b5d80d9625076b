package org.paperwire.platform.access;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.bind.annotation.Bindable;
import java.nio.file.Path;
import java.time.Duration;

/// Where the keys are. Without a file there are none, and nobody is asked for one.
///
/// @param file one of `platform.keys.KeyFile`
/// @param every how often it is looked at, so how long a key may be good after it was revoked
@Requires(property = KeySettings.FILE, pattern = ".+")
@ConfigurationProperties("paperwire.keys")
record KeySettings(Path file, @Bindable(defaultValue = "1s") Duration every) {

  static final String FILE = "paperwire.keys.file";

  KeySettings {
    if (every.toMillis() < 1) {
      throw new IllegalArgumentException("paperwire.keys.every is more than nothing");
    }
  }
}
