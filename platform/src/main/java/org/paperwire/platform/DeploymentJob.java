package org.paperwire.platform;

import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.util.Map;

/// Makes the topics and registers the schemas of this version, and ends: what runs on a cluster
/// before the services of a version do. They only wait for it.
///
/// Safe to run again, and by two at once. Ends with 0 when everything is there and with 1, and the
/// reason, when a topic or a schema is refused or five minutes are over.
public final class DeploymentJob {

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private DeploymentJob() {}

  static void main(String[] arguments) throws InterruptedException {
    run(Map.of(), PATIENCE);
  }

  /// Deploys, with these settings beside those of the environment.
  static void run(Map<String, Object> settings, Duration patience) throws InterruptedException {
    try (ApplicationContext context =
        ApplicationContext.builder(settings)
            .propertySources(Launch.defaults("deployment", Map.of("paperwire.deploy", true)))
            .start()) {
      context.getBean(Deployed.class).awaitWithin(patience);
    }
  }
}
