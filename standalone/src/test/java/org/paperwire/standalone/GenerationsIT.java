package org.paperwire.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// The enrichment built again beside the one that serves: by a changed rule, by hand, across kills,
/// there and back.
@Tag("thorough")
@TestMethodOrder(OrderAnnotation.class)
class GenerationsIT {

  private static final int PAPERS = 300;
  private static final int DONE = 0;
  private static final int DIFFERENT = 4;
  private static final int REFUSED = 1;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path folder;
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static RunningStack stack;
  private static String live;

  @BeforeAll
  static void start() throws Exception {
    rules("\"sail boats\"", "\"zephyr\"");
    stack =
        RunningStack.in(Files.createDirectories(folder.resolve("one")))
            .with("PAPERWIRE_TAXONOMIES", folder.resolve("winds.json").toString())
            .with("PAPERWIRE_GENERATIONS_HOLD", "true");
    stack.startAgain();
    stack.sends("/v1/papers", lines());
    live = stack.export();
  }

  @AfterAll
  static void stop() throws InterruptedException {
    stack.close();
    HTTP.shutdownNow();
  }

  /// Rules of which the second is one of its own in each version of the file.
  private static void rules(String boats, String winds) throws IOException {
    Files.writeString(
        folder.resolve("winds.json"),
        """
        {"name": "winds", "topics": [
          {"tag": "boats", "phrases": [%s]},
          {"tag": "winds", "phrases": [%s]}]}
        """
            .formatted(boats, winds));
  }

  /// Every tenth is about a zephyr, every fifteenth about a mistral, every seventh about boats.
  private static String lines() {
    return IntStream.range(0, PAPERS)
        .mapToObj(
            i ->
                """
                {"title":"The %1$dth kite of a wind","abstract":"It flew %1$d m%2$s%3$s%4$s.",\
                "authors":["Kite Flyer %1$d"],"identifiers":{"doi":"10.5555/kite.%1$d"},\
                "source":"kites","sourceId":"k%1$d"}"""
                    .formatted(
                        i,
                        i % 10 == 0 ? " in a zephyr" : "",
                        i % 15 == 0 ? " in the mistral" : "",
                        i % 7 == 0 ? " behind sail boats" : ""))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static JsonNode enrichment() throws IOException, InterruptedException {
    return stack.get("/v1/enrichment");
  }

  private static JsonNode view(int number) throws IOException, InterruptedException {
    return stack.get("/v1/views").path("views").path(number);
  }

  private static String state() throws IOException, InterruptedException {
    return enrichment().path("rebuild").path("state").asText();
  }

  private static void awaitState(String state) {
    await().atMost(PATIENCE).ignoreExceptions().until(() -> state().equals(state));
  }

  private static void awaitReady() {
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> stack.status("/health") == 200 && view(0).path("ready").asBoolean());
  }

  private static EventLog reader(Optional<String> lastId) throws Exception {
    EventLog reader = EventLog.of(HTTP, URI.create(stack.addresses().http()), lastId);
    await().atMost(PATIENCE).until(() -> reader.lastId().isPresent());
    return reader;
  }

  private static String paper(String title) {
    return "{\"title\":\"%s\",\"source\":\"kites\"}\n".formatted(title);
  }

  private static Set<String> topics() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.addresses().kafka()))) {
      return admin.listTopics().names().get();
    }
  }

  private static Set<String> about(Predicate<String> what) {
    return live.lines()
        .filter(what)
        .map(GenerationsIT::id)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean isWindy(String paper) {
    return paper.contains("zephyr") || paper.contains("mistral");
  }

  private static String id(String paper) {
    try {
      return JSON.readTree(paper).path("id").asText();
    } catch (IOException e) {
      throw new AssertionError(paper, e);
    }
  }

  @Test
  @Order(1)
  void aChangedRuleIsComparedBeforeItServesAndTheReportListsExactlyThePapersThatItConcerns()
      throws Exception {
    stack.stop();
    rules("\"sail boats\"", "\"mistral\"");
    stack.startAgain();
    awaitState("held");

    assertThat(enrichment().path("serving").path("generation").asText()).isEqualTo("g1");
    assertThat(enrichment().path("rebuild").path("because").asText()).contains("g1 was made by");
    assertThat(stack.export()).as("readers see what they saw").isEqualTo(live);
    assertThat(stack.runs("verify", "--against", "enrichment")).isEqualTo(DIFFERENT);

    int generation = view(0).path("rebuild").path("generation").asInt();
    var told = stack.lines("/v1/views/search/comparison?generation=" + generation);
    var retagged = new TreeSet<String>();
    for (String line : told.subList(0, told.size() - 1)) {
      JsonNode difference = JSON.readTree(line);
      assertThat(difference.path("change").asText()).as(line).isEqualTo("retagged");
      assertThat(line).doesNotContain("boats");
      retagged.add(difference.path("id").asText());
    }
    assertThat(retagged).isEqualTo(about(GenerationsIT::isWindy)).hasSize(40);
    JsonNode end = JSON.readTree(told.getLast());
    assertThat(end.path("level").asBoolean()).isTrue();
    assertThat(end.path("summary").path("differences").path("retagged").asInt()).isEqualTo(40);
    assertThat(end.path("summary").path("restamped").asInt())
        .as("tagged by a rule of that file which is as it was")
        .isEqualTo(about(paper -> paper.contains("sail boats") && !isWindy(paper)).size())
        .isPositive();
  }

  @Test
  @Order(2)
  void whatWasWrittenMeanwhileShowsAfterTheSwitchAndReadersAreResetOnce() throws Exception {
    String written = stack.says(paper("Written while nobody could tag it"));
    assertThat(stack.statusAt(written, 1)).as("the old logic is gone").isEqualTo(503);
    assertThat(stack.posts("/v1/views/search/rebuilds")).isEqualTo(409);
    assertThat(stack.posts("/v1/views/search/rebuilds/1/switch")).isEqualTo(409);

    try (EventLog reader = reader(Optional.empty())) {
      String before = reader.lastId().orElseThrow();
      assertThat(stack.runs("rebuild", "enrichment", "--switch")).isEqualTo(DONE);
      assertThat(stack.statusAt(written, 30)).isEqualTo(200);
      await().atMost(PATIENCE).until(() -> !reader.kinds().isEmpty());
      stack.sends("/v1/papers", paper("Written after the switch"));
      await().atMost(PATIENCE).until(() -> reader.kinds().contains("discovered"));
      assertThat(reader.kinds()).startsWith("reset").containsOnlyOnce("reset");
      assertThat(reader.kinds()).as("no flood").hasSizeLessThan(4);
      assertThat(reader.data().getFirst()).contains("\"generation\":\"g2\"");

      try (EventLog late = reader(Optional.of(before))) {
        await().atMost(PATIENCE).until(() -> !late.kinds().isEmpty());
        assertThat(late.kinds()).containsExactly("reset");
      }
    }
    assertThat(view(0).path("enrichment").asText()).isEqualTo("g2");
    assertThat(view(1).path("enrichment").asText()).isEqualTo("g2");
    assertThat(stack.lines("/v1/papers?tag=winds&limit=100").getFirst()).contains("mistral");
    assertThat(stack.runs("rebuild", "search", "--back")).as("of g1").isEqualTo(REFUSED);
    assertThat(stack.runs("verify")).isEqualTo(DONE);
    live = stack.export();
  }

  @Test
  @Order(3)
  void aGenerationIsBuiltAcrossKillsWhileWritesShow() throws Exception {
    await().atMost(PATIENCE).until(() -> stack.posts("/v1/enrichment/rebuilds?hold=true") == 202);
    assertThat(stack.posts("/v1/enrichment/rebuilds")).as("one at a time").isEqualTo(409);
    stack.killChild("services");
    awaitReady();
    stack.killChild("services");
    awaitReady();
    stack.sends("/v1/papers", paper("Written while g3 was built"));
    awaitState("held");
    assertThat(stack.runs("verify", "--against", "enrichment")).isEqualTo(DONE);
    live = stack.export();
    assertThat(stack.runs("rebuild", "enrichment", "--switch")).isEqualTo(DONE);
    assertThat(enrichment().path("serving").path("generation").asText()).isEqualTo("g3");
    assertThat(stack.export()).isEqualTo(live);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(topics())
                    .noneMatch(topic -> topic.startsWith("paperwire-enrich-g1-"))
                    .contains(
                        "paperwire.papers.v1",
                        "paperwire.changes.v1",
                        "paperwire.papers.v1.g2",
                        "paperwire.papers.v1.g3"));
  }

  @Test
  @Order(4)
  void theWayBackLosesNothingThatWasWrittenMeanwhile() throws Exception {
    stack.sends("/v1/papers", paper("Written to g3 alone"));
    live = stack.export();
    assertThat(stack.runs("rebuild", "enrichment", "--back")).isEqualTo(DONE);
    assertThat(enrichment().path("serving").path("generation").asText()).isEqualTo("g2");
    assertThat(enrichment().path("serving").path("byHand").asBoolean()).isTrue();
    assertThat(stack.export()).isEqualTo(live);
    stack.sends("/v1/papers", paper("Written to g2 again"));
    live = stack.export();
  }

  @Test
  @Order(5)
  void whatIsCancelledIsRemovedAndItsNumberIsNotGivenAgain() throws Exception {
    assertThat(stack.runs("rebuild", "enrichment", "--hold")).isEqualTo(DONE);
    assertThat(topics()).contains("paperwire.papers.v1.g4");
    assertThat(stack.runs("rebuild", "enrichment", "--cancel")).isEqualTo(DONE);
    assertThat(stack.runs("rebuild", "enrichment", "--cancel")).isEqualTo(REFUSED);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(topics()).noneMatch(topic -> topic.contains("g4")));
    assertThat(stack.export()).isEqualTo(live);
    await()
        .atMost(PATIENCE)
        .until(() -> view(0).path("rebuild").path("state").asText().equals("cancelled"));
    assertThat(stack.runs("rebuild", "enrichment", "--hold")).isEqualTo(DONE);
    assertThat(enrichment().path("rebuild").path("enrichment").asText()).isEqualTo("g5");
  }
}
