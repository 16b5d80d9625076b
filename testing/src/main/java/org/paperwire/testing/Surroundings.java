package org.paperwire.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.testcontainers.DockerClientFactory;

/// Where the broker and the registry of a test run: `-Dtests.brokers=jvm` (what holds without it)
/// or `containers`.
enum Surroundings {
  JVM,
  CONTAINERS;

  private static final String SWITCH = "tests.brokers";

  /// Those that were asked for. Skips the test where they cannot be had.
  static Surroundings asked() {
    return switch (System.getProperty(SWITCH, "jvm")) {
      case "jvm" -> JVM;
      case "containers" -> {
        assumeTrue(isDockerThere(), "there is no Docker to run containers in");
        yield CONTAINERS;
      }
      case String other ->
          throw new IllegalArgumentException(
              "%s is jvm or containers, not %s".formatted(SWITCH, other));
    };
  }

  /// Skips the test unless containers were asked for and can be had.
  static void assumeContainers() {
    assumeTrue(
        asked() == CONTAINERS,
        "it runs in containers alone, with -D%s=containers".formatted(SWITCH));
  }

  static boolean isDockerThere() {
    return DockerClientFactory.instance().isDockerAvailable();
  }
}
