package org.paperwire.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// Live, rebuilt, rebuilt across kills, and moved to another machine by backup and restore: the
/// same export, to the byte.
@Tag("thorough")
@TestMethodOrder(OrderAnnotation.class)
class ReplayIT {

  private static final int PAPERS = 400;
  private static final int KILLS = 3;
  private static final int DONE = 0;

  @TempDir static Path folder;
  private static RunningStack stack;
  private static String live;

  @BeforeAll
  static void start() throws Exception {
    stack = RunningStack.on(Files.createDirectories(folder.resolve("one")));
    stack.sends("/v1/papers", lines());
    live = stack.export();
    assertThat(live.lines().count()).isGreaterThanOrEqualTo(PAPERS);
  }

  @AfterAll
  static void stop() throws InterruptedException {
    stack.close();
  }

  private static String lines() {
    return IntStream.range(0, PAPERS)
        .mapToObj(
            i ->
                """
                {"title":"The %1$dth kite of a wind that nobody measured","abstract":"It flew %1$d m.",\
                "authors":["Kite Flyer %1$d"],"identifiers":{"doi":"10.5555/kite.%1$d"},\
                "source":"kites","sourceId":"k%1$d"}"""
                    .formatted(i))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  @Test
  @Order(1)
  void aRebuiltViewExportsTheSameAndIsVerified() throws Exception {
    assertThat(stack.runs("rebuild", "search")).isEqualTo(DONE);
    assertThat(stack.export()).isEqualTo(live);
    assertThat(stack.runs("verify")).isEqualTo(DONE);
    assertThat(view().path("rebuild").path("state").asText()).isEqualTo("cancelled");
    assertThat(stack.runs("rebuild", "search", "--back")).isEqualTo(DONE);
    assertThat(stack.export()).isEqualTo(live);
    assertThat(stack.runs("rebuild", "strange")).isEqualTo(1);
  }

  private static JsonNode view() throws IOException, InterruptedException {
    return stack.get("/v1/views").path("views").path(0);
  }

  @Test
  @Order(2)
  void aRebuildIsGoneOnWithAfterKills() throws Exception {
    int before = view().path("generation").asInt();
    assertThat(stack.startsRebuild("?rate=50")).isEqualTo(202);
    for (int kill = 0; kill < KILLS; kill++) {
      stack.killChild("services");
      await()
          .atMost(Duration.ofMinutes(2))
          .ignoreExceptions()
          .until(() -> view().path("ready").asBoolean());
    }
    await()
        .atMost(Duration.ofMinutes(2))
        .ignoreExceptions()
        .until(
            () ->
                view().path("generation").asInt() > before
                    && view().path("rebuild").path("state").asText().equals("switched"));
    assertThat(stack.export()).isEqualTo(live);
  }

  @Test
  @Order(3)
  void whatWasMovedByBackupAndRestoreExportsTheSame() throws Exception {
    String archive = folder.resolve("archive").toString();
    assertThat(stack.runs("backup", archive)).isEqualTo(DONE);
    try (var other = RunningStack.on(Files.createDirectories(folder.resolve("two")))) {
      assertThat(other.runs("restore", archive)).isEqualTo(DONE);
      await()
          .atMost(Duration.ofMinutes(3))
          .pollInterval(Duration.ofSeconds(1))
          .ignoreExceptions()
          .untilAsserted(() -> assertThat(other.export()).isEqualTo(live));
      assertThat(other.runs("restore", archive)).as("again").isEqualTo(DONE);
      other.sends("/v1/papers", "{\"title\":\"A kite behind the others\",\"source\":\"kites\"}\n");
      assertThat(other.export().lines().filter(paper -> !paper.contains("behind the others")))
          .as("what was sent again changed nothing")
          .containsExactlyElementsOf(live.lines().toList());
    }
  }
}
