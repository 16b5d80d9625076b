package org.paperwire.standalone;

import io.micronaut.runtime.Micronaut;
import org.paperwire.platform.Launch;

/// All services in one process and one Micronaut context, on one port. What they connect to comes
/// as system properties from the supervisor.
public final class Services {

  private Services() {}

  static void main(String[] arguments) {
    Launch.start(Micronaut.build(arguments).mainClass(Services.class).banner(false));
  }
}
