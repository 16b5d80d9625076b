package org.paperwire.enrich;

import org.paperwire.platform.Launch;

/// The enrichment as a process of its own, on port 8082.
public final class Application {

  private Application() {}

  static void main(String[] arguments) {
    Launch.service(Application.class, "enrich-service", 8082, arguments);
  }
}
