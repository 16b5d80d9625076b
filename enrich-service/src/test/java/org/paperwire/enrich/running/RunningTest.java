package org.paperwire.enrich.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperwire.enrich.PaperTopologyWorld;
import org.paperwire.platform.KafkaSecurity;
import org.paperwire.platform.KafkaSettings;

class RunningTest {

  @Test
  void theBudgetIsFiveInTenMinutes() {
    var budget = new RestartBudget();
    Instant start = Instant.parse("2026-01-01T00:00:00Z");
    for (int i = 0; i < RestartBudget.RESTARTS_MAX; i++) {
      assertThat(budget.spend(start.plusSeconds(i))).isTrue();
    }

    assertThat(budget.spend(start.plusSeconds(60))).isFalse();
    assertThat(budget.spend(start.plus(RestartBudget.WITHIN).plusMillis(500))).isTrue();
    assertThat(budget.spend(start.plus(RestartBudget.WITHIN).plusMillis(600))).isFalse();
  }

  /// A record between both limits is retried for ever without anybody hearing of it.
  @Test
  void nothingIsSentThatATopicWouldRefuse() {
    var config =
        new StreamsConfig(
            PaperTopologyWorld.settings(
                Path.of("unused"), PaperTopologyWorld.registry("mock://settings")));
    Map<String, Object> producer = config.getProducerConfigs("test");

    assertThat((Integer) producer.get(ProducerConfig.MAX_REQUEST_SIZE_CONFIG))
        .isLessThan(StreamsSettings.INTERNAL_MESSAGE_BYTES_MAX);
    assertThat((Integer) producer.get(ProducerConfig.BATCH_SIZE_CONFIG))
        .isLessThan(StreamsSettings.INTERNAL_MESSAGE_BYTES_MAX);
    assertThat(producer.get(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG)).isEqualTo(true);
    assertThat(config.getString(StreamsConfig.PROCESSING_GUARANTEE_CONFIG))
        .isEqualTo(StreamsConfig.EXACTLY_ONCE_V2);
  }

  @Test
  void everyClientOfStreamsSaysWhoItIs(@TempDir Path folder) throws IOException {
    Path password = Files.writeString(folder.resolve("password"), "secret");
    var security =
        new KafkaSecurity(
            "SASL_SSL",
            Optional.of("enrich"),
            Optional.of(password),
            Optional.of(Path.of("authority.pem")),
            Optional.empty());
    var config =
        new StreamsConfig(
            PaperTopologyWorld.settings(
                folder,
                PaperTopologyWorld.registry("mock://settings"),
                new KafkaSettings("127.0.0.1:1", security)));

    assertThat(
            List.of(
                config.getMainConsumerConfigs("group", "client", 0),
                config.getRestoreConsumerConfigs("client"),
                config.getProducerConfigs("client"),
                config.getAdminConfigs("client")))
        .allSatisfy(client -> assertThat(client).containsAllEntriesOf(security.client()));
    assertThat(security.client()).containsKey("sasl.jaas.config");
  }

  @Test
  void settingsHaveTheirDefaultsAndEachCanBeSet() {
    try (var context = settings(Map.of())) {
      assertThat(context.getBean(EnrichSettings.class))
          .isEqualTo(new EnrichSettings("g1", 2, "0", 0, 64));
      assertThat(context.getBean(TaggingSettings.class).taxonomies()).isEmpty();
    }
    try (var context =
        settings(
            Map.of(
                "paperwire.enrich.generation",
                "g2",
                "paperwire.enrich.threads",
                3,
                "paperwire.enrich.instance",
                "b",
                "paperwire.enrich.standbys",
                1,
                "paperwire.enrich.state-cache-megabytes",
                128,
                "paperwire.tagging.taxonomies",
                "a.csv.gz,b.json"))) {
      assertThat(context.getBean(EnrichSettings.class))
          .isEqualTo(new EnrichSettings("g2", 3, "b", 1, 128));
      assertThat(context.getBean(TaggingSettings.class).taxonomies())
          .containsExactly(Path.of("a.csv.gz"), Path.of("b.json"));
    }
  }

  @Test
  void aWrongSettingIsNamed() {
    assertThatThrownBy(() -> new EnrichSettings("G 1", 2, "0", 0, 64))
        .hasMessageContaining("paperwire.enrich.generation");
    assertThatThrownBy(() -> new EnrichSettings("g1", 0, "0", 0, 64))
        .hasMessageContaining("paperwire.enrich.threads");
    assertThatThrownBy(() -> new EnrichSettings("g1", 1, "0", 4, 64))
        .hasMessageContaining("paperwire.enrich.standbys");
    assertThatThrownBy(() -> new EnrichSettings("g1", 1, "0", 0, 1))
        .hasMessageContaining("state-cache-megabytes");
  }

  /// A context whose broker is not there; what starts on its own waits for it in the background.
  private static ApplicationContext settings(Map<String, Object> given) {
    var all = new HashMap<String, Object>(given);
    all.put("paperwire.kafka.bootstrap-servers", "127.0.0.1:1");
    all.put("paperwire.registry.url", "http://127.0.0.1:1");
    return ApplicationContext.run(all);
  }
}
