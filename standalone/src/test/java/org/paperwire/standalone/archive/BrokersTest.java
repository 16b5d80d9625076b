package org.paperwire.standalone.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.paperwire.platform.KafkaSettings;

class BrokersTest {

  private static final Brokers BROKERS =
      new Brokers(
          new KafkaSettings("kafka:9092"),
          Map.of(
              "security.protocol", "SASL_SSL",
              "sasl.jaas.config", "secret",
              "isolation.level", "read_uncommitted",
              "acks", "0"));

  @Test
  void whoWeAreIsToldAndHowACopyIsCompleteIsNot() {
    assertThat(BROKERS.consumer("a"))
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("isolation.level", "read_committed")
        .containsEntry("bootstrap.servers", "kafka:9092");
    assertThat(BROKERS.producer("a"))
        .containsEntry("sasl.jaas.config", "secret")
        .containsEntry("acks", "all");
  }

  @Test
  void secretsAreInNoText() {
    assertThat(BROKERS).asString().contains("kafka:9092").doesNotContain("secret");
  }
}
