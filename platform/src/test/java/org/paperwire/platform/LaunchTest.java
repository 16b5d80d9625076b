package org.paperwire.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.micronaut.context.ApplicationContext;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LaunchTest {

  @Test
  void whatIsWrongWithASettingIsToldInItsOwnWords() {
    Throwable failure =
        catchThrowable(
            () -> {
              try (var context =
                  ApplicationContext.builder(
                          Map.<String, Object>of("paperwire.cluster.partitions", 0))
                      .build()
                      .start()) {
                context.getBean(ClusterSettings.class);
              }
            });

    assertThat(Launch.refusal(failure).orElseThrow()).startsWith("paperwire.cluster: partitions");
  }

  @Test
  void anythingElseIsNoRefusal() {
    assertThat(Launch.refusal(new IllegalStateException("x", new IllegalArgumentException("y"))))
        .isEmpty();
  }
}
