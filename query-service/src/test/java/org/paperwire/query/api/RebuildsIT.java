package org.paperwire.query.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.paperwire.query.PaperBuilder.paper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.paperwire.query.QueryWorld;

/// Rebuilds over HTTP.
@Tag("thorough")
class RebuildsIT {

  private static final String REBUILDS = "/v1/views/search/rebuilds";
  private static QueryWorld world;

  @BeforeAll
  static void start() {
    world = QueryWorld.started();
    for (int i = 0; i < 50; i++) {
      world.publish(paper("arxiv:2401.%05d".formatted(i)).tagged("graphs"));
    }
    world.publish(paper("arxiv:2401.00049").mergedInto("arxiv:2401.00001").revision(2));
    world.settle();
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  private static HttpResponse<String> ask(String method, String path) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create(world.uri() + path))
              .method(method, HttpRequest.BodyPublishers.noBody())
              .build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void awaitState(String rebuild, String state) {
    await()
        .atMost(QueryWorld.PATIENCE)
        .until(() -> ask("GET", rebuild).body().contains("\"state\":\"" + state + "\""));
  }

  @Test
  void aRebuildIsOrderedWatchedComparedAndSwitched() {
    String before = world.get("/v1/papers/export").body();
    HttpResponse<String> ordered = ask("POST", REBUILDS + "?hold=true&rate=100000");
    assertThat(ordered.statusCode()).as(ordered.body()).isEqualTo(202);
    String rebuild = ordered.headers().firstValue("Location").orElseThrow();
    awaitState(rebuild, "held");

    HttpResponse<String> another = ask("POST", REBUILDS);
    assertThat(another.statusCode()).isEqualTo(409);
    assertThat(another.body()).contains("problem:rebuild-running");
    assertThat(world.get("/v1/views").body()).contains("\"rebuild\":{\"number\":");

    String generation = ordered.body().replaceAll(".*\"generation\":(\\d+).*", "$1");
    HttpResponse<String> compared =
        ask("GET", "/v1/views/search/comparison?generation=" + generation);
    assertThat(compared.statusCode()).as(compared.body()).isEqualTo(200);
    assertThat(compared.body().lines()).hasSize(1);
    assertThat(compared.body())
        .contains("\"equal\":true", "\"papers\":49", "\"papers\":\"49-", "\"redirects\":\"1-");

    assertThat(ask("POST", rebuild + "/switch").statusCode()).isEqualTo(202);
    awaitState(rebuild, "switched");
    assertThat(world.get("/v1/papers/export").body()).isEqualTo(before);
    assertThat(ask("DELETE", rebuild).statusCode()).isEqualTo(409);

    String back =
        ask("POST", REBUILDS + "?back=true").headers().firstValue("Location").orElseThrow();
    awaitState(back, "switched");
    assertThat(world.get("/v1/papers/export").body()).isEqualTo(before);
    assertThat(world.get("/views").body()).contains("enrichment", "search", "history");
  }

  @Test
  void whatDoesNotExistOrIsNotUnderstoodIsSaid() {
    assertThat(ask("POST", "/v1/views/strange/rebuilds").statusCode()).isEqualTo(404);
    assertThat(ask("GET", REBUILDS + "/999").statusCode()).isEqualTo(404);
    assertThat(ask("POST", REBUILDS + "/999/switch").statusCode()).isEqualTo(404);
    assertThat(ask("POST", REBUILDS + "?rate=1").statusCode()).isEqualTo(400);
    assertThat(ask("POST", REBUILDS + "?hold=perhaps").statusCode()).isEqualTo(400);
    assertThat(ask("POST", REBUILDS + "?speed=9").body()).contains("unknown-parameter");
    assertThat(ask("GET", "/v1/views/search/comparison").statusCode()).isEqualTo(400);
    assertThat(ask("GET", "/v1/views/search/comparison?generation=77").body())
        .contains("problem:nothing-to-compare");
  }
}
