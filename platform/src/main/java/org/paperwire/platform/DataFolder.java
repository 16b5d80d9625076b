package org.paperwire.platform;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.nio.file.Path;

/// Where a service keeps what it keeps on disk: views, state stores, dead letters too large for the
/// topic.
///
/// @param data the folder; made when missing
@ConfigurationProperties("paperwire")
public record DataFolder(@Bindable(defaultValue = ".paperwire/data") Path data) {

  public Path views() {
    return data.resolve("views");
  }

  public Path state() {
    return data.resolve("state");
  }

  public Path deadLetters() {
    return data.resolve("dead-letters");
  }
}
