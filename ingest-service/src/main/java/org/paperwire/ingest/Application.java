package org.paperwire.ingest;

import org.paperwire.platform.Launch;

/// The ingest service as a process of its own, on port 8081.
public final class Application {

  private Application() {}

  static void main(String[] arguments) {
    Launch.service(Application.class, "ingest-service", 8081, arguments);
  }
}
