package org.paperwire.testing;

import java.time.Duration;
import java.util.UUID;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/// A schema registry for tests, empty at its start: one in memory without HTTP, or the one that a
/// cluster runs, in a container and spoken to over HTTP.
public final class TestRegistry implements AutoCloseable {

  private static final String IMAGE = "apicurio/apicurio-registry:3.3.3";
  private static final int PORT = 8080;

  private final String url;
  private final AutoCloseable registry;

  private TestRegistry(String url, AutoCloseable registry) {
    this.url = url;
    this.registry = registry;
  }

  /// Starts one; skips the test when it should be a container and there is no Docker.
  public static TestRegistry start() {
    return switch (Surroundings.asked()) {
      case JVM -> new TestRegistry("mock://" + UUID.randomUUID(), () -> {});
      case CONTAINERS -> {
        GenericContainer<?> registry = container();
        registry.start();
        yield new TestRegistry(
            "http://%s:%d/apis/ccompat/v7"
                .formatted(registry.getHost(), registry.getMappedPort(PORT)),
            registry);
      }
    };
  }

  private static GenericContainer<?> container() {
    return new GenericContainer<>(IMAGE)
        .withExposedPorts(PORT)
        .withEnv("JAVA_OPTS", "-Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1")
        .withEnv("APICURIO_DATASOURCE_JDBC_INITIAL_SIZE", "1")
        .withEnv("APICURIO_DATASOURCE_JDBC_MIN_SIZE", "1")
        .waitingFor(
            Wait.forHttp("/apis/registry/v3/system/info")
                .forPort(PORT)
                .withStartupTimeout(Duration.ofMinutes(3)));
  }

  /// Its Confluent-compatible address.
  public String url() {
    return url;
  }

  @Override
  public void close() {
    try {
      registry.close();
    } catch (Exception e) {
      throw new IllegalStateException("the registry did not stop", e);
    }
  }
}
