package org.paperwire.platform;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/// How long a sender may take; a connection on which nothing happens at all is closed by
/// `micronaut.server.idle-timeout`.
///
/// @param headTimeout from the first byte of a request to the end of its headers
/// @param stallTimeout between two pieces of a body that somebody is waiting to read
@ConfigurationProperties("paperwire.http")
public record HttpPatience(
    @Bindable(defaultValue = "15s") Duration headTimeout,
    @Bindable(defaultValue = "15s") Duration stallTimeout) {

  public HttpPatience {
    if (headTimeout.toMillis() < 1 || stallTimeout.toMillis() < 1) {
      throw new IllegalArgumentException(
          "paperwire.http: head-timeout and stall-timeout are more than nothing");
    }
  }
}
