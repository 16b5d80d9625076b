package org.paperwire.enrich;

import io.micronaut.context.env.PropertySource;
import io.micronaut.runtime.Micronaut;
import java.util.Map;
import org.paperwire.platform.Launch;

/// The enrichment as a process of its own.
public final class Application {

  /// Above the shared `application.yml`, below environment variables and system properties.
  private static final int DEFAULTS_POSITION = -250;

  private Application() {}

  static void main(String[] arguments) {
    Launch.start(
        Micronaut.build(arguments)
            .mainClass(Application.class)
            .propertySources(
                PropertySource.of(
                    "enrich-service",
                    Map.of(
                        "micronaut.application.name",
                        "enrich-service",
                        "micronaut.server.port",
                        8082),
                    DEFAULTS_POSITION)));
  }
}
