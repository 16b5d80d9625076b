package org.paperwire.query;

import org.paperwire.platform.Launch;

/// The query service as a process of its own, on port 8080.
public final class Application {

  private Application() {}

  static void main(String[] arguments) {
    Launch.service(Application.class, "query-service", 8080, arguments);
  }
}
