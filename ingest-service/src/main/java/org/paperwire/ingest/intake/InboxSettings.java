package org.paperwire.ingest.intake;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.bind.annotation.Bindable;
import java.nio.file.Path;
import java.time.Duration;

/// A folder whose files are taken in.
///
/// @param folder the folder; made when missing
/// @param every how often it is looked at; a file has to be the same twice before it is read
@Requires(property = "paperwire.inbox.folder")
@ConfigurationProperties("paperwire.inbox")
record InboxSettings(Path folder, @Bindable(defaultValue = "1s") Duration every) {

  InboxSettings {
    if (every.isNegative() || every.isZero()) {
      throw new IllegalArgumentException("paperwire.inbox.every is more than nothing");
    }
  }
}
