package org.paperwire.ingest.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.paperwire.ingest.fetching.Gate;
import org.paperwire.ingest.polling.Poller;
import org.paperwire.ingest.polling.Provider;

class LiveSettingsTest {

  @Test
  void byDefaultNobodyIsAsked() {
    try (var context = context(Map.of())) {
      assertThat(context.containsBean(Pollers.class)).isFalse();
      assertThat(context.getBean(LiveSettings.class))
          .isEqualTo(new LiveSettings(false, "", List.of(), List.of()));
      assertThat(context.getBean(HuggingFaceSettings.class))
          .isEqualTo(
              new HuggingFaceSettings(
                  true,
                  URI.create("https://huggingface.co"),
                  Duration.ofMinutes(30),
                  7,
                  Duration.ofSeconds(2)));
      assertThat(context.getBean(ArxivSettings.class))
          .isEqualTo(
              new ArxivSettings(
                  true,
                  List.of("cs.AI", "cs.CL", "cs.CV", "cs.LG", "stat.ML"),
                  URI.create("https://rss.arxiv.org/rss"),
                  URI.create("https://oaipmh.arxiv.org/oai"),
                  Duration.ofSeconds(3),
                  Duration.ofDays(2),
                  List.of()));
      assertThat(context.getBeansOfType(FeedSettings.class)).isEmpty();
    }
  }

  @Test
  void everySettingIsRead() {
    try (var context =
        context(
            Map.ofEntries(
                Map.entry("paperwire.live.contact", "mailto:ada@example.org"),
                Map.entry("paperwire.live.hosts", "other.example"),
                Map.entry("paperwire.live.local-hosts", "mirror.example:8080"),
                Map.entry("paperwire.live.huggingface.enabled", "false"),
                Map.entry("paperwire.live.huggingface.site", "http://mirror.example:8080"),
                Map.entry("paperwire.live.huggingface.every", "10m"),
                Map.entry("paperwire.live.huggingface.catch-up-days", "3"),
                Map.entry("paperwire.live.huggingface.pause", "5s"),
                Map.entry("paperwire.live.arxiv.enabled", "false"),
                Map.entry("paperwire.live.arxiv.categories", "hep-th,gr-qc"),
                Map.entry("paperwire.live.arxiv.feeds", "https://feeds.example/rss"),
                Map.entry("paperwire.live.arxiv.oai", "https://oai.example/oai"),
                Map.entry("paperwire.live.arxiv.pause", "4s"),
                Map.entry("paperwire.live.arxiv.catch-up", "9d"),
                Map.entry("paperwire.live.arxiv.holidays", "2026-07-05,2026-12-24"),
                Map.entry("paperwire.live.feeds.marsh-list.url", "https://marsh.example/feed"),
                Map.entry("paperwire.live.feeds.marsh-list.every", "2h"),
                Map.entry("paperwire.live.feeds.marsh-list.stale-after", "30d")))) {
      assertThat(context.getBean(LiveSettings.class))
          .isEqualTo(
              new LiveSettings(
                  false,
                  "mailto:ada@example.org",
                  List.of("other.example"),
                  List.of("mirror.example:8080")));
      assertThat(context.getBean(HuggingFaceSettings.class))
          .isEqualTo(
              new HuggingFaceSettings(
                  false,
                  URI.create("http://mirror.example:8080"),
                  Duration.ofMinutes(10),
                  3,
                  Duration.ofSeconds(5)));
      assertThat(context.getBean(ArxivSettings.class))
          .isEqualTo(
              new ArxivSettings(
                  false,
                  List.of("hep-th", "gr-qc"),
                  URI.create("https://feeds.example/rss"),
                  URI.create("https://oai.example/oai"),
                  Duration.ofSeconds(4),
                  Duration.ofDays(9),
                  List.of("2026-07-05", "2026-12-24")));
      assertThat(context.getBeansOfType(FeedSettings.class))
          .containsExactly(
              new FeedSettings(
                  "marsh-list",
                  URI.create("https://marsh.example/feed"),
                  Duration.ofHours(2),
                  Duration.ofDays(30)));
    }
  }

  @Test
  void onlyWhatIsConfiguredMayBeAskedAndAllOfArxivAtOnePace() {
    try (var context = context(Map.of("paperwire.live.hosts", "other.example"))) {
      Sources sources =
          Sources.of(
              context.getBean(LiveSettings.class),
              context.getBean(HuggingFaceSettings.class),
              context.getBean(ArxivSettings.class),
              List.of(
                  new FeedSettings(
                      "marsh-list",
                      URI.create("https://marsh.example/feed"),
                      Duration.ofHours(1),
                      Duration.ofDays(7))));

      assertThat(sources.gate())
          .extracting(Gate::hosts)
          .asInstanceOf(InstanceOfAssertFactories.COLLECTION)
          .containsExactlyInAnyOrder(
              "huggingface.co",
              "rss.arxiv.org",
              "oaipmh.arxiv.org",
              "marsh.example",
              "other.example");
      assertThat(sources.pollers())
          .extracting(Poller::name)
          .hasSize(12)
          .startsWith("huggingface", "arxiv-feed:cs.AI")
          .contains("arxiv-harvest:stat.ML")
          .endsWith("feed:marsh-list");
      assertThat(sources.pollers())
          .filteredOn(poller -> poller.name().startsWith("arxiv"))
          .extracting(Poller::provider)
          .containsOnly(new Provider("arxiv", Duration.ofSeconds(3)));
    }
  }

  @Test
  void aValueThatCannotBeMeantIsRefusedByItsName() {
    assertThatThrownBy(() -> arxiv("cs.CL", Duration.ofSeconds(2)))
        .hasMessageContaining("paperwire.live.arxiv.pause");
    assertThatThrownBy(() -> arxiv("cs.CL&set=all", Duration.ofSeconds(3)))
        .hasMessageContaining("paperwire.live.arxiv.categories");
    assertThatThrownBy(() -> new LiveSettings(true, "a\r\nHost: b", List.of(), List.of()))
        .hasMessageContaining("paperwire.live.contact");
    assertThatThrownBy(
            () ->
                new FeedSettings(
                    "Arxiv", URI.create("https://a.example"), Duration.ofHours(1), Duration.ZERO))
        .hasMessageContaining("paperwire.live.feeds.Arxiv");
  }

  private static ArxivSettings arxiv(String category, Duration pause) {
    return new ArxivSettings(
        true,
        List.of(category),
        URI.create("https://feeds.example"),
        URI.create("https://oai.example"),
        pause,
        Duration.ZERO,
        List.of());
  }

  /// No broker is there: none is needed to read settings.
  private static ApplicationContext context(Map<String, Object> settings) {
    var properties =
        new HashMap<String, Object>(
            Map.of(
                "micronaut.server.port", -1,
                "paperwire.kafka.bootstrap-servers", "127.0.0.1:1",
                "paperwire.registry.url", "mock://none"));
    properties.putAll(settings);
    return ApplicationContext.run(properties);
  }
}
