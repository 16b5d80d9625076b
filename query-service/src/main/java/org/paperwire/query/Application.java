package org.paperwire.query;

import io.micronaut.context.env.PropertySource;
import io.micronaut.runtime.Micronaut;
import java.util.Map;
import org.paperwire.platform.Launch;

/// The query service as a process of its own, on port 8080.
public final class Application {

  /// After `application.yml`, which all services share, and before environment variables and system
  /// properties.
  private static final int PRECEDENCE = -250;

  private Application() {}

  static void main(String[] arguments) {
    Launch.start(
        Micronaut.build(arguments)
            .mainClass(Application.class)
            .propertySources(
                PropertySource.of(
                    "query-service",
                    Map.of(
                        "micronaut.application.name",
                        "query-service",
                        "micronaut.server.port",
                        8080),
                    PRECEDENCE)));
  }
}
