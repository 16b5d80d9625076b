package org.paperwire.platform;

import io.micronaut.context.exceptions.BeanInstantiationException;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.context.exceptions.DependencyInjectionException;
import io.micronaut.runtime.Micronaut;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts a service as a process of its own.
///
/// A process whose configuration is refused says so in one line and ends with
/// [#REFUSED_CONFIGURATION]: to start it again would be of no use.
public final class Launch {

  /// Exit code of a process whose configuration is refused: `EX_CONFIG` of BSD's `sysexits.h`.
  public static final int REFUSED_CONFIGURATION = 78;

  private static final Logger LOG = LoggerFactory.getLogger(Launch.class);

  /// What all of our settings are called, and so how each of their refusals begins.
  private static final String OURS = "paperwire.";

  private Launch() {}

  /// Starts it; returns when it runs.
  public static void start(Micronaut service) {
    for (Class<? extends Throwable> failure :
        List.of(
            BeanInstantiationException.class,
            DependencyInjectionException.class,
            ConfigurationException.class)) {
      service.mapError(failure, Launch::exitCode);
    }
    service.start();
  }

  private static int exitCode(Throwable failure) {
    Optional<String> refusal = refusal(failure);
    if (refusal.isEmpty()) {
      return 1;
    }
    LOG.error("refused: {}", refusal.get());
    // The framework would go on to print where in its own depths it was told.
    System.exit(REFUSED_CONFIGURATION);
    return REFUSED_CONFIGURATION;
  }

  /// What is wrong with a setting, when that is the reason.
  static Optional<String> refusal(Throwable failure) {
    return Stream.iterate(failure, each -> each != null, Throwable::getCause)
        .filter(each -> each instanceof IllegalArgumentException)
        .flatMap(each -> Stream.ofNullable(each.getMessage()))
        .filter(message -> message.startsWith(OURS))
        .findFirst();
  }
}
