package org.paperwire.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.micronaut.context.ApplicationContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaSecurityTest {

  @TempDir Path folder;

  @Test
  void withoutSettingsNobodyIsAskedWhoTheyAre() {
    try (var context = context(Map.of())) {
      KafkaSettings kafka = context.getBean(KafkaSettings.class);

      assertThat(kafka).isEqualTo(new KafkaSettings("127.0.0.1:9092"));
      assertThat(kafka.admin("a").keySet()).noneMatch(key -> key.matches("(sasl|ssl|security).*"));
    }
  }

  @Test
  void everyClientComesWithNameAndPasswordAndKnowsWhomToBelieve() throws Exception {
    Path password = Files.writeString(folder.resolve("password"), "a\"b\\c\nnot this\n");
    try (var context =
        context(
            Map.of(
                "paperwire.kafka.bootstrap-servers", "kafka-1:9092",
                "paperwire.kafka.security.protocol", "SASL_SSL",
                "paperwire.kafka.security.user", "ingest",
                "paperwire.kafka.security.password-file", password,
                "paperwire.kafka.security.authorities", "/etc/authority.pem"))) {
      KafkaSettings kafka = context.getBean(KafkaSettings.class);
      Map<String, Object> expected =
          Map.of(
              "security.protocol",
              "SASL_SSL",
              "sasl.mechanism",
              "SCRAM-SHA-512",
              "sasl.jaas.config",
              "org.apache.kafka.common.security.scram.ScramLoginModule required"
                  + " username=\"ingest\" password=\"a\\\"b\\\\c\";",
              "ssl.truststore.type",
              "PEM",
              "ssl.truststore.location",
              "/etc/authority.pem");

      assertThat(kafka.bootstrapServers()).isEqualTo("kafka-1:9092");
      assertThat(kafka.security().client()).isEqualTo(expected);
      assertThat(kafka.producer("p")).containsAllEntriesOf(expected);
      assertThat(kafka.consumer("c")).containsAllEntriesOf(expected);
      assertThat(kafka.admin("a")).containsAllEntriesOf(expected);
    }
  }

  @Test
  void aPasswordThatWasReplacedIsThatOfTheNextClientAndOneThatIsGoneIsTold() throws Exception {
    Path password = Files.writeString(folder.resolve("password"), "first\n");
    var security =
        new KafkaSecurity(
            "SASL_SSL",
            Optional.of("ingest"),
            Optional.of(password),
            Optional.empty(),
            Optional.empty());

    assertThat(security.client().get("sasl.jaas.config").toString()).contains("\"first\"");
    Files.writeString(password, "second\n");
    assertThat(security.client().get("sasl.jaas.config").toString()).contains("\"second\"");
    assertThat(security.toString()).doesNotContain("second");
    Files.writeString(password, "\n");
    assertThatThrownBy(security::client)
        .isInstanceOf(KafkaException.class)
        .hasMessageContaining("no password in " + password);
    Files.delete(password);
    assertThatThrownBy(security::client)
        .isInstanceOf(KafkaException.class)
        .hasMessageContaining(password.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "protocol,                 SASL_PLAINTEXT, 'protocol is PLAINTEXT, SASL_SSL or SSL'",
    "protocol,                 SASL_SSL,       SASL_SSL needs a user and a password-file",
    "protocol,                 SSL,            SSL needs a certificate",
    "user,                     ingest,         it would be sent openly"
  })
  void whatWouldNotWorkOrNotBeSecretIsRefused(String setting, String value, String told) {
    var settings = new HashMap<String, Object>();
    settings.put("paperwire.kafka.security." + setting, value);

    Throwable failure =
        catchThrowable(
            () -> {
              try (var context = context(settings)) {
                context.getBean(KafkaSettings.class);
              }
            });

    assertThat(Launch.refusal(failure).orElseThrow())
        .startsWith("paperwire.kafka.security")
        .contains(told);
  }

  private static ApplicationContext context(Map<String, Object> settings) {
    var all = new HashMap<>(settings);
    all.put(AccessJob.MARK, true);
    return ApplicationContext.run(all);
  }
}
