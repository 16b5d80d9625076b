package org.paperwire.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// Tests in containers are skipped where there is no Docker. Where they must not be, this one fails
/// instead: a run that skipped them all would be green.
class DockerGateTest {

  @Test
  @EnabledIfSystemProperty(
      named = "require.docker",
      matches = "true",
      disabledReason = "Docker is required with -Drequire.docker=true, in CI")
  void dockerIsThereAndContainersAreAskedFor() {
    assertThat(Surroundings.isDockerThere()).as("Docker answers").isTrue();
    assertThat(Surroundings.asked()).isEqualTo(Surroundings.CONTAINERS);
  }
}
