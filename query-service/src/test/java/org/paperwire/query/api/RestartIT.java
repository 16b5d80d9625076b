package org.paperwire.query.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.paperwire.query.PaperBuilder.idOf;
import static org.paperwire.query.PaperBuilder.paper;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperwire.query.Folders;
import org.paperwire.query.QueryWorld;

/// What a caller sees while the service starts, starts again, and while papers keep coming.
@Tag("thorough")
class RestartIT {

  private static final ObjectMapper JSON = ObjectMapper.getDefault();

  @TempDir Path folder;
  private QueryWorld world;

  @BeforeEach
  void make() {
    world = QueryWorld.in(folder);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void untilTheViewIsBuiltNothingIsSaidNotToExist() {
    world.publish(paper("arxiv:2401.00001"));
    world.forgetSchemas();
    world.start();
    await()
        .atMost(QueryWorld.PATIENCE)
        .until(() -> world.get("/v1/views").body().contains("which generation"));
    for (String path :
        List.of(
            "/v1/papers",
            "/v1/papers/export",
            "/v1/search?q=x",
            "/v1/tags",
            "/v1/papers/arxiv:2401.00001")) {
      var answer = world.get(path);
      assertThat(answer.statusCode()).as(path).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).as(path).isPresent();
      assertThat(answer.body()).contains("urn:paperwire:problem:view-building");
    }
    assertThat(world.get("/").body()).contains("still reading");
    assertThat(world.get("/health").statusCode()).isEqualTo(503);

    world.deploySchemas();
    world.settle();
    assertThat(world.get("/v1/papers/arxiv:2401.00001").statusCode()).isEqualTo(200);
    assertThat(world.get("/v1/papers/arxiv:2401.00002").statusCode()).isEqualTo(404);
    await().atMost(QueryWorld.PATIENCE).until(() -> world.get("/health").statusCode() == 200);
  }

  @Test
  void aRestartGoesOnWhereItStoppedAndEndsWhereAFreshViewEnds() throws IOException {
    world.start();
    world.publish(paper("arxiv:2401.00001").titled("Before"), paper("arxiv:2401.00002"));
    world.settle();
    world.stop();

    world.publish(paper("arxiv:2401.00001").titled("After").revision(2), paper("arxiv:2401.00003"));
    world.start();
    world.settle();
    String continued = world.get("/v1/papers/export").body();
    assertThat(continued.lines()).hasSize(3);
    assertThat(continued).contains("After").doesNotContain("Before");
    world.stop();

    Folders.remove(world.views());
    world.start();
    world.settle();
    assertThat(world.get("/v1/papers/export").body()).isEqualTo(continued);
  }

  @Test
  void pagesAreCompleteWhilePapersKeepComing() {
    world.start();
    var before = new HashSet<String>();
    for (int i = 0; i < 60; i++) {
      String key = "arxiv:2401.%05d".formatted(i);
      world.publish(paper(key).published("2024-01-%02d".formatted(1 + i % 28)));
      before.add(idOf(key));
    }
    world.settle();
    var seen = new ArrayList<String>();
    Optional<String> cursor = Optional.empty();
    int written = 0;
    do {
      JsonNode page = json("/v1/papers?limit=7" + cursor.map(next -> "&cursor=" + next).orElse(""));
      page.get("items").values().forEach(item -> seen.add(item.get("id").getStringValue()));
      cursor = Optional.ofNullable(page.get("next")).map(JsonNode::getStringValue);
      for (int i = 0; i < 5; i++, written++) {
        world.publish(
            paper("arxiv:2402.%05d".formatted(written)).published("2024-01-%02d".formatted(1 + i)));
      }
      world.settle();
    } while (cursor.isPresent());
    assertThat(seen).doesNotHaveDuplicates().containsAll(before);
  }

  private JsonNode json(String path) {
    var answer = world.get(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    try {
      return JSON.readValue(answer.body(), JsonNode.class);
    } catch (IOException e) {
      throw new AssertionError(answer.body(), e);
    }
  }
}
