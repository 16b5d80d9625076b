package org.paperwire.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// The whole product as a newcomer meets it: real broker, real registry, all services, over HTTP.
///
/// Starts are what takes time, so the tests share one stack and run in an order; each leaves it
/// running and readable. A second stack is the undisturbed one that the first is compared with.
@TestMethodOrder(OrderAnnotation.class)
class PipelineIT {

  private static final int SAMPLE_PAPERS = 15;
  private static final int BULK = 600;
  private static final String NOTHING_ELSE = "papers.v1 and changes.v1 stay as they are";

  private static final List<String> DAYS_OF_ARXIV =
      List.of(
          listed("first_seen", "2025-04-02", "Folding Kites", "\"Ada Example\""),
          listed(
              "seen_again", "2025-04-09", "Folding Paper Kites", "\"Ada Example\",\"Bo Example\""));

  private static final String PAGE =
      """
      new

      Get trending papers in your email inbox!

      Subscribe

      Daily Papers

      byAK and the research community

      Nov 20

      Paper Kites: A Benchmark That Was Invented for This Test

      We invent a benchmark of kites and measure how well five invented models fly them. The best \
      flies for 12 minutes. Code: https://github.com/example-kites/kites

        • 4 authors
      ·
      Nov 3 9

      Strings Attached: Tethered Robots in Wind

      Tethers tangle when the wind turns. We plan for the turn and tangle half as often.

        kite-works Kite Works
      ·
      Nov 4, 2025
      """;

  @TempDir static Path folder;
  private static RunningStack stack;
  private static RunningStack undisturbed;

  @BeforeAll
  static void start() throws IOException {
    stack = RunningStack.on(Files.createDirectories(folder.resolve("one")));
  }

  @AfterAll
  static void stop() throws InterruptedException {
    stack.close();
    if (undisturbed != null) {
      undisturbed.close();
    }
  }

  @Test
  @Order(1)
  void aNewcomerSeesPapersAtOnce() throws Exception {
    assertThat(stack.export().lines()).hasSize(SAMPLE_PAPERS);
    assertThat(stack.status("/")).isEqualTo(200);
    assertThat(stack.get("/v1/papers?limit=50").path("items")).hasSize(SAMPLE_PAPERS);
    assertThat(stack.get("/v1/search?q=tide%20gauges").path("hits").path(0).path("title").asText())
        .startsWith("Tidepool");
    assertThat(stack.said()).contains("ready after").contains(stack.addresses().http());
  }

  @Test
  @Order(2)
  void whatIsSentCanBeReadAtItsPosition() throws Exception {
    JsonNode taken = stack.sends("/v1/captures?capturedAt=2025-11-20", PAGE);

    assertThat(taken.path("sightings").asInt()).isEqualTo(2);
    assertThat(taken.path("rejected")).isEmpty();
    JsonNode kites =
        stack.titled("Paper Kites: A Benchmark That Was Invented for This Test").getFirst();
    assertThat(kites.path("publishedAt").asText()).isEqualTo("2025-11-03");
    assertThat(kites.path("comments").asInt()).isEqualTo(9);
    assertThat(stack.get("/v1/papers/" + kites.path("id").asText()).path("title"))
        .isEqualTo(kites.path("title"));
  }

  @Test
  @Order(3)
  void sendingItAgainUnderAnotherNameChangesNothing() throws Exception {
    var ends = outputs(stack);
    String papers = stack.export();

    stack.sends("/v1/captures?capturedAt=2025-11-20&name=copy", PAGE);

    assertThat(stack.export()).isEqualTo(papers);
    assertThat(outputs(stack)).as(NOTHING_ELSE).isEqualTo(ends);
  }

  private static String listed(String seen, String day, String title, String authors) {
    return """
    {"%s":"%s","id":"2504.99001","title":"%s","authors":[%s],"summary":"We fold kites.",\
    "categories":["cs.CG","cs.RO"],"comment":"8 pages"}
    """
        .formatted(seen, day, title, authors);
  }

  /// As arXiv's lists of days have it: announced, and seen again a week later with a new title and
  /// more authors.
  @Test
  @Order(3)
  void aRevisionThatIsListedLaterIsAnUpdateOfTheFieldsThatItChanges() throws Exception {
    for (String day : DAYS_OF_ARXIV) {
      stack.sends("/v1/captures", day);
    }

    JsonNode paper = stack.get("/v1/papers/arxiv:2504.99001");
    assertThat(paper.path("title").asText()).isEqualTo("Folding Paper Kites");
    assertThat(paper.path("listedAt").asText()).isEqualTo("2025-04-02");
    JsonNode changes = stack.get("/v1/changes?source=arxiv-daily&limit=10").path("items");
    assertThat(changes)
        .extracting(change -> change.path("kind").asText())
        .containsExactly("discovered", "updated");
    assertThat(changes.path(1).path("paperId")).isEqualTo(paper.path("id"));
    assertThat(changes.path(1).path("fields"))
        .extracting(JsonNode::asText)
        .contains("title", "authors", "sightings")
        .doesNotContain("abstract", "categories", "identifiers", "listedAt", "firstSeenAt");
  }

  @Test
  @Order(3)
  void peopleDecideWhatIsOnePaperAndTakeItBack() throws Exception {
    JsonNode items = stack.get("/v1/papers?limit=50").path("items");
    String one = items.path(0).path("recordKeys").path(0).asText();
    String other = items.path(1).path("recordKeys").path(0).asText();
    String before = stack.export();

    stack.sendsJson("/v1/identity/decisions", decision(one, other, "same"));

    List<String> joined =
        stack
            .export()
            .lines()
            .filter(paper -> paper.contains(one) && paper.contains(other))
            .toList();
    assertThat(joined).hasSize(1);
    JsonNode explained =
        stack.get("/v1/papers/" + idOf(joined.getFirst()) + "?explain=identity").path("identity");
    assertThat(explained.path("joined").path(0).path("rule").asText()).isEqualTo("people");

    stack.sendsJson("/v1/identity/decisions", decision(one, other, "none"));

    assertThat(stack.export()).isEqualTo(before);
  }

  private static String decision(String one, String other, String verdict) {
    return """
        {"records":["%s","%s"],"verdict":"%s","by":"ada","why":"read both"}"""
        .formatted(one, other, verdict);
  }

  private static String idOf(String paper) {
    return paper.replaceAll(".*\"id\":\"(p[a-z2-7]{16})\".*", "$1");
  }

  @Test
  @Order(4)
  void theCapturesOfTheFieldComeOutAsTheyWereCountedByHand() throws Exception {
    List<Path> captures = realCaptures();
    String before = stack.export();

    assertThat(sendAll(captures)).containsExactly(536, 0);

    assertThat(stack.export().lines().count() - before.lines().count()).isEqualTo(479);
    assertThat(stack.titled("Adding Gradient Noise Improves Learning for Very Deep Networks"))
        .singleElement()
        .satisfies(paper -> assertThat(paper.path("sightings")).hasSize(5));
    assertThat(stack.titled("Rethinking the shape convention of an MLP"))
        .singleElement()
        .satisfies(paper -> assertThat(paper.has("publishedAt")).isFalse());
    assertThat(stack.titled("Fully Convolutional Networks for Semantic Segmentation")).hasSize(2);
    JsonNode hit = stack.get("/v1/search?q=%22Skip+a+Layer+or+Loop+it%22").path("hits").path(0);
    JsonNode skip = stack.get("/v1/papers/" + hit.path("id").asText());
    assertThat(skip.path("comments").asInt()).isEqualTo(14);
    assertThat(skip.path("publishedAt").asText()).isEqualTo("2025-07-10");
  }

  @Test
  @Order(5)
  void theCapturesOfTheFieldSentAgainChangeNothing() throws Exception {
    List<Path> captures = realCaptures();
    var ends = outputs(stack);
    String papers = stack.export();

    assertThat(sendAll(captures)).containsExactly(536, 0);

    assertThat(stack.export()).isEqualTo(papers);
    assertThat(outputs(stack)).as(NOTHING_ELSE).isEqualTo(ends);
  }

  @Test
  @Order(6)
  void aSecondStartOnTheSameFolderIsRefusedAndHarmsNothing() throws Exception {
    assertThat(stack.runs("up")).isEqualTo(1);
    assertThat(stack.runs("up", "--detach")).isZero();
    assertThat(stack.runs("status")).isZero();
  }

  @Tag("thorough")
  @Test
  @Order(7)
  void aProcessThatDiesIsStartedAgainInItsPlace() throws Exception {
    String papers = stack.export();

    stack.killChild("services");

    await()
        .atMost(Duration.ofMinutes(2))
        .ignoreExceptions()
        .until(() -> stack.status("/health") == 200 && stack.export().equals(papers));
    assertThat(stack.said()).contains("the services is started again");
  }

  @Test
  @Order(8)
  void anOrderlyRestartKeepsEverything() throws Exception {
    String papers = stack.export();
    var ends = outputs(stack);

    stack.stop();
    assertThat(stack.children()).isEmpty();
    stack.startAgain();

    assertThat(stack.export()).isEqualTo(papers);
    assertThat(outputs(stack)).as(NOTHING_ELSE).isEqualTo(ends);
  }

  @Test
  @Tag("thorough")
  @Order(9)
  void killedInTheMiddleOfIngestingAndSentAgainItEndsWhereAnUndisturbedOneEnds() throws Exception {
    // given: a stack that is killed when it has taken in a part of what is being sent
    long before = stack.export().lines().count();
    var broken = new UnfinishedBody(bulk());
    Thread sender = Thread.ofVirtual().start(() -> stack.sendsUntilItBreaks(broken));
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> stack.export().lines().count() > before + BULK / 10);
    stack.killEverything();
    broken.close();
    sender.join();

    // when: it is started again and everything is sent again
    stack.startAgain();
    stack.sends("/v1/papers", bulk());

    // then: it has what one has that nobody disturbed, to the byte; whose ports were taken
    undisturbed = startUndisturbed();
    assertThat(stack.export()).isEqualTo(undisturbed.export());
  }

  private static RunningStack startUndisturbed() throws Exception {
    int http = URI.create(stack.addresses().http()).getPort();
    int kafka = Integer.parseInt(stack.addresses().kafka().replaceAll(".*:", ""));
    int registry = URI.create(stack.addresses().registry()).getPort();
    var other =
        RunningStack.on(Files.createDirectories(folder.resolve("two")), http, kafka, registry);
    assertThat(other.said())
        .contains(
            "port " + http + " is taken",
            "port " + kafka + " is taken",
            "port " + registry + " is taken");
    other.sends("/v1/captures?capturedAt=2025-11-20", PAGE);
    for (String day : DAYS_OF_ARXIV) {
      other.sends("/v1/captures", day);
    }
    for (Path capture : captures()) {
      other.sends("/v1/captures?capturedAt=2025-10-30", Files.readAllBytes(capture));
    }
    other.sends("/v1/papers", bulk());
    return other;
  }

  @Tag("thorough")
  @Test
  @Order(10)
  void noProcessOutlivesAKilledSupervisor() throws Exception {
    List<ProcessHandle> children = stack.children();
    assertThat(children).hasSize(3).allMatch(ProcessHandle::isAlive);

    stack.killSupervisor();

    await()
        .atMost(Duration.ofSeconds(40))
        .until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
  }

  private static Map<TopicPartition, Long> outputs(RunningStack stack) throws Exception {
    return new HashMap<>(stack.endOffsets("paperwire.papers.v1", "paperwire.changes.v1"));
  }

  private static List<Path> realCaptures() throws IOException {
    List<Path> captures = captures();
    assumeTrue(captures.size() == 5, "the captures are not beside the checkout");
    return captures;
  }

  private static List<Path> captures() throws IOException {
    Path beside =
        Distribution.find().root().resolve("../../../../shared/data/captures").normalize();
    if (!Files.isDirectory(beside)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(beside)) {
      return files.filter(file -> file.toString().endsWith(".txt")).sorted().toList();
    }
  }

  /// Sightings and rejects of all of them.
  private static List<Integer> sendAll(List<Path> captures) throws Exception {
    int sightings = 0;
    int rejected = 0;
    for (Path capture : captures) {
      JsonNode taken =
          stack.sends("/v1/captures?capturedAt=2025-10-30", Files.readAllBytes(capture));
      sightings += taken.path("sightings").asInt();
      rejected += taken.path("rejected").size();
    }
    return List.of(sightings, rejected);
  }

  /// Invented papers, some of them listed twice with something new the second time.
  private static String bulk() {
    return IntStream.range(0, BULK)
        .mapToObj(
            i ->
                """
                {"title":"Invented paper %d on kites","abstract":"Kite %d flies %s.",\
                "authors":["Ada Example","Bo Example"],"year":2024,\
                "identifiers":{"doi":"10.5555/kites.%d"},"source":"%s"}"""
                    .formatted(
                        i % 480,
                        i % 480,
                        "high ".repeat(40),
                        i % 480,
                        i < 480 ? "kites" : "more-kites"))
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
