package org.paperwire.platform;

import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.paperwire.topics.Access.Principal;
import org.paperwire.topics.AccessDeployment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gives each principal of a secured cluster its password and its rights, and ends: what runs
/// before anything that asks the brokers for something. It comes with a certificate, because before
/// its first run nobody has a password.
///
/// Safe to run again, and to be run again after a password was replaced. Ends with 0 when
/// everything is as it should be, and with 1, and the reason, when it is refused or five minutes
/// are over.
public final class AccessJob {

  /// Set in this job alone, which needs neither topics nor schemas.
  static final String MARK = "paperwire.access.job";

  private static final Logger LOG = LoggerFactory.getLogger(AccessJob.class);
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration RETRY = Duration.ofMillis(200);

  private AccessJob() {}

  static void main(String[] arguments) throws InterruptedException {
    run(Map.of(), PATIENCE);
  }

  /// Deploys, with these settings beside those of the environment.
  static void run(Map<String, Object> settings, Duration patience) throws InterruptedException {
    try (ApplicationContext context =
        ApplicationContext.builder(settings)
            .propertySources(Launch.defaults("access", Map.of(MARK, true)))
            .start()) {
      deploy(context.getBean(KafkaSettings.class), context.getBean(AccessSettings.class), patience);
    }
  }

  private static void deploy(KafkaSettings kafka, AccessSettings access, Duration patience)
      throws InterruptedException {
    var passwords = new EnumMap<Principal, String>(Principal.class);
    for (Principal principal : Principal.values()) {
      passwords.put(principal, KafkaSecurity.password(access.passwordOf(principal)));
    }
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      try (Admin admin = Admin.create(kafka.admin("paperwire-access"))) {
        AccessDeployment.deploy(admin, passwords);
        return;
      } catch (KafkaException e) {
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException("rights are not given: " + e.getMessage(), e);
        }
        LOG.debug("waiting for the brokers: {}", e.getMessage());
        Thread.sleep(RETRY);
      }
    }
  }
}
