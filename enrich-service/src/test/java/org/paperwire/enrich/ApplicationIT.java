package org.paperwire.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.ApplicationContext;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.MalformedURLException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperwire.avro.Paper;
import org.paperwire.topics.Topics;

/// The service as it is deployed: started by its framework, asked for its health, stopped with it.
class ApplicationIT {

  @TempDir Path folder;

  @Test
  void theServiceStartsByItselfSaysWhenItIsReadyAndEndsWithItsContext() throws Exception {
    try (var world = new EnrichmentWorld(folder, 4)) {
      world.send(List.of(SightingBuilder.sighting("text:owl").titled("Owls read logs").build()));
      try (var server =
          ApplicationContext.run(
              EmbeddedServer.class,
              Map.of(
                  "micronaut.server.port",
                  -1,
                  "paperwire.kafka.bootstrap-servers",
                  world.bootstrapServers(),
                  "paperwire.registry.url",
                  "mock://application",
                  "paperwire.deploy",
                  true,
                  "paperwire.data",
                  folder.resolve("data").toString()))) {
        await().atMost(EnrichmentWorld.PATIENCE).until(() -> isReady(server.getURI()));
        await()
            .atMost(EnrichmentWorld.PATIENCE)
            .untilAsserted(
                () ->
                    assertThat(world.read(Topics.PAPERS))
                        .extracting(Paper::getTitle)
                        .containsExactly("Owls read logs"));
        await()
            .atMost(EnrichmentWorld.PATIENCE)
            .untilAsserted(() -> assertThat(world.read(Topics.PROGRESS)).isNotEmpty());
        assertThat(get(server.getURI(), "/health")).contains("\"generation\":\"g1\"", "RUNNING");
        assertThat(get(server.getURI(), "/prometheus")).contains("paperwire_enrich_running 1.0");
        assertThat(get(server.getURI(), "/prometheus").lines().filter(l -> l.contains("kafka")))
            .hasSizeLessThan(50);
      }
      assertThat(Thread.getAllStackTraces().keySet())
          .extracting(Thread::getName)
          .noneMatch(name -> name.contains("StreamThread") || name.equals("fences"));
    }
  }

  private static boolean isReady(URI server) {
    try {
      return !get(server, "/health").isEmpty();
    } catch (HttpClientResponseException e) {
      return false;
    }
  }

  private static String get(URI server, String path) {
    try (var client = HttpClient.create(server.toURL())) {
      return client.toBlocking().retrieve(path);
    } catch (MalformedURLException e) {
      throw new AssertionError(e);
    }
  }
}
