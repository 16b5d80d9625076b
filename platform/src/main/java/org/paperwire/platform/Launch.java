package org.paperwire.platform;

import io.micronaut.context.env.PropertySource;
import io.micronaut.context.exceptions.BeanInstantiationException;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.context.exceptions.DependencyInjectionException;
import io.micronaut.runtime.Micronaut;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  /// After `application.yml`, which all processes share, and before environment variables and
  /// system properties.
  private static final int DEFAULTS_POSITION = -250;

  private Launch() {}

  /// Starts a service with what it is called and listens on by default; returns when it runs.
  ///
  /// @param main its class
  public static void service(Class<?> main, String name, int port, String[] arguments) {
    start(
        Micronaut.build(arguments)
            .mainClass(main)
            .propertySources(defaults(name, Map.of("micronaut.server.port", port))));
  }

  /// What a process says of itself, and everybody may overrule.
  static PropertySource defaults(String name, Map<String, Object> settings) {
    var all = new HashMap<>(settings);
    all.put("micronaut.application.name", name);
    return PropertySource.of(name, all, DEFAULTS_POSITION);
  }

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
