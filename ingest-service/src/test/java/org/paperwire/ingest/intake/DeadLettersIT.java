package org.paperwire.ingest.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.paperwire.ingest.intake.IngestStack.ok;
import static org.paperwire.ingest.intake.IngestStack.problem;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paperwire.avro.DeadLetter;
import org.paperwire.avro.PaperSighted;
import org.paperwire.bibliography.Fingerprint;
import org.paperwire.ingest.intake.IngestStack.Answer;
import org.paperwire.topics.Topics;

/// What operators see of what went wrong, and what they can do about it.
class DeadLettersIT {

  @TempDir static Path folder;
  private static IngestStack stack;

  @BeforeAll
  static void start() throws InterruptedException {
    stack = IngestStack.start(folder, Map.of());
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  @Test
  void lettersAreListedNewestFirstAndEachOnce() throws IOException {
    for (String body : List.of("one", "two", "three", "one")) {
      refused("/v1/captures?source=order-list&name=" + body, body);
    }

    JsonNode items = ok(stack.send("GET", "/v1/dead-letters?source=order-list")).get("items");

    assertThat(items.findValues("name").stream().map(JsonNode::asText))
        .containsExactly("one", "three", "two");
    assertThat(items.get(0).get("reason").asText()).isEqualTo("unrecognised");
    assertThat(items.get(0).get("length").asInt()).isEqualTo(3);
    assertThat(items.get(0).has("bytes")).isFalse();
  }

  @Test
  void pagesAreReadToTheEndByTheirCursors() throws IOException {
    String lines =
        IntStream.range(0, 250)
            .mapToObj(n -> "{\"title\": \"T\", \"year\": \"no year " + n + "\"}\n")
            .collect(Collectors.joining());
    ok(stack.post("/v1/papers?source=many-list", "application/x-ndjson", lines));

    var ids = new ArrayList<String>();
    Optional<String> cursor = Optional.empty();
    do {
      JsonNode page =
          ok(
              stack.send(
                  "GET",
                  "/v1/dead-letters?source=many-list&limit=40"
                      + cursor.map(c -> "&cursor=" + c).orElse("")));
      assertThat(page.get("items").size()).isLessThanOrEqualTo(40);
      page.get("items").forEach(item -> ids.add(item.get("letterId").asText()));
      cursor = Optional.ofNullable(page.get("next")).map(JsonNode::asText);
    } while (cursor.isPresent());

    assertThat(ids).hasSize(250).doesNotHaveDuplicates();
  }

  @Test
  void lettersAreFilteredByReasonSourceAndStage() throws IOException {
    refused("/v1/captures?source=filter-list", "hello");
    ok(stack.post("/v1/papers?source=filter-list", "application/json", "[{}]"));

    String query = "/v1/dead-letters?source=filter-list";
    assertThat(reasons(query)).containsExactly("title-missing", "unrecognised");
    assertThat(reasons(query + "&reason=title-missing")).containsExactly("title-missing");
    assertThat(reasons(query + "&stage=ingest")).hasSize(2);
    assertThat(reasons(query + "&stage=records")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "limit=0, limit-malformed",
    "limit=201, limit-malformed",
    "cursor=nonsense, cursor-malformed",
    "cursor=MTtwYXBlcndpcmUuc2lnaHRpbmdzLnYxLzA9MQ, cursor-malformed",
  })
  void malformedQuestionsAreToldSo(String query, String slug) throws IOException {
    Answer answer = stack.send("GET", "/v1/dead-letters?" + query);

    assertThat(problem(answer, 400).get("type").asText()).endsWith(":" + slug);
  }

  @Test
  void aLetterIsShownWithAllThatWasSaidOfItAndItsBytes() throws Exception {
    refused(
        "/v1/captures?source=show-list&capturedAt=2025-10-30&name=a.txt&url=https%3A%2F%2Fa.example",
        "hello\u001b[31m");
    String id = onlyLetterOf("show-list");

    JsonNode letter = ok(stack.send("GET", "/v1/dead-letters/" + id));

    assertThat(Base64.getDecoder().decode(letter.get("bytes").asText()))
        .isEqualTo("hello\u001b[31m".getBytes(UTF_8));
    assertThat(letter.get("door").asText()).isEqualTo("captures");
    assertThat(letter.get("givenSource").asText()).isEqualTo("show-list");
    assertThat(letter.get("capturedAt").asText()).startsWith("2025-10-30T00:00");
    assertThat(letter.get("name").asText()).isEqualTo("a.txt");
    assertThat(letter.get("url").asText()).isEqualTo("https://a.example");
    assertThat(letter.get("kept").asInt()).isEqualTo(10);
    assertThat(stack.bytes("/v1/dead-letters/" + id, "application/octet-stream"))
        .isEqualTo("hello\u001b[31m".getBytes(UTF_8));
  }

  @Test
  void aLargeThingIsHadWholeFromItsFileAndSentAgainFromThere() throws Exception {
    byte[] large = new byte[700_000];
    new Random(3).nextBytes(large);
    JsonNode problem =
        problem(stack.post("/v1/captures?source=large-list", "image/png", large), 422);
    String id = onlyLetterOf("large-list");

    assertThat(stack.bytes("/v1/dead-letters/" + id, "application/octet-stream")).isEqualTo(large);
    assertThat(problem(resend(id), 422).get("type")).isEqualTo(problem.get("type"));
    assertThat(onlyLetterOf("large-list")).isEqualTo(id);

    try (var files = Files.list(folder.resolve("data/dead-letters"))) {
      for (Path file : files.filter(f -> f.toFile().length() == large.length).toList()) {
        Files.delete(file);
      }
    }
    assertThat(problem(resend(id), 409).get("type").asText()).endsWith(":file-missing");
  }

  /// What was refused for the source that the request named is taken once the request names
  /// another; here the letter stands for a build that could not read it.
  @Test
  void whatCanBeReadByNowIsTakenAsItWouldHaveBeenThen() throws IOException {
    String page = "Get trending papers in your email inbox!\n\nFolding Late\n\nWe fold.\n";
    stack.write(
        Topics.DEAD_LETTERS,
        "huggingface",
        letter("fixed-list", page.getBytes(UTF_8))
            .setReason("parser-failed")
            .setDoor("captures")
            .setGivenSource("fixed-list")
            .setCapturedAt(Instant.parse("2025-10-30T00:00:00Z"))
            .setName("late.txt")
            .build());

    JsonNode told = ok(resend(onlyLetterOf("fixed-list")));

    assertThat(told.get("sightings").asInt()).isEqualTo(1);
    PaperSighted sighted = sighted("Folding Late");
    assertThat(sighted.getSource()).isEqualTo("fixed-list");
    assertThat(sighted.getListName()).isEqualTo("late.txt");
    assertThat(sighted.getObservedAt()).isEqualTo(Instant.parse("2025-10-30T00:00:00Z"));
    assertThat(told.get("position").asText()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "again-page,   /v1/captures, text/plain,           hello",
    "again-json,   /v1/papers,   application/json,     {\"title\"",
    "again-item,   /v1/papers,   application/x-ndjson, {\"title\": 7}",
    "again-object, /v1/captures, application/json,     '[{\"title\": \"T\", \"year\": []}]'",
  })
  void whatStillCannotBeReadIsTheSameLetter(String source, String path, String type, String body)
      throws IOException {
    stack.post(path + "?source=" + source, type, body);
    String id = onlyLetterOf(source);

    resend(id);
    resend(id);

    assertThat(onlyLetterOf(source)).isEqualTo(id);
  }

  @Test
  void aCardThatWasRefusedIsRefusedAgainAsThatCard() throws IOException {
    String page =
        "Get trending papers in your email inbox!\n\n%s\n\n  • 3 authors\n·\nJul 8 14\n"
            .formatted("We fold maps and never say what for. ".repeat(30));
    JsonNode told = ok(stack.post("/v1/captures?source=card-list", "text/plain", page));
    assertThat(told.get("rejectedCount").asInt()).isEqualTo(1);
    String id = onlyLetterOf("card-list");

    assertThat(ok(resend(id)).get("rejectedCount").asInt()).isEqualTo(1);

    assertThat(onlyLetterOf("card-list")).isEqualTo(id);
  }

  @Test
  void aRecordThatAStepFailedOverIsPutBackOnItsTopic() throws IOException {
    ok(
        stack.post(
            "/v1/papers?source=step-list",
            "application/json",
            "{\"title\": \"Failed over\", \"sourceId\": \"1\"}"));
    byte[] value = stack.serialised(Topics.SIGHTINGS, sighted("Failed over"));
    stack.write(
        Topics.DEAD_LETTERS,
        "unknown",
        letter("step-good", value)
            .setStage("records")
            .setTopic(Topics.SIGHTINGS.name())
            .setPartition(0)
            .setOffset(17L)
            .setKey("step-list:1")
            .build());

    JsonNode told = ok(resend(onlyLetterOf("step-good")));

    assertThat(told.get("topic").asText()).isEqualTo(Topics.SIGHTINGS.name());
    assertThat(
            stack.read(Topics.SIGHTINGS).stream()
                .filter(sighting -> sighting.getTitle().equals("Failed over")))
        .hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "step-derived, paperwire.papers.v1,    key,   not-on-a-source",
    "step-rubbish, paperwire.sightings.v1, key,   not-readable",
    "step-keyless, paperwire.sightings.v1,    ,   key-missing",
  })
  void whatIsNoRecordOfASourceIsNotPutThere(String source, String topic, String key, String slug)
      throws IOException {
    stack.write(
        Topics.DEAD_LETTERS,
        "unknown",
        letter(source, "rubbish".getBytes(UTF_8))
            .setStage("papers")
            .setTopic(topic)
            .setPartition(0)
            .setOffset(17L)
            .setKey(key)
            .build());

    assertThat(problem(resend(onlyLetterOf(source)), 409).get("type").asText())
        .endsWith(":" + slug);
  }

  @Test
  void halfOfAThingIsNotSentAgain() throws IOException {
    String line = "{\"title\": \"" + "x".repeat(1_200_000);
    ok(stack.post("/v1/papers?source=half-list", "application/x-ndjson", line));

    assertThat(problem(resend(onlyLetterOf("half-list")), 409).get("type").asText())
        .endsWith(":kept-in-part");
  }

  @ParameterizedTest
  @CsvSource({"aaaaaaaaaaaaaaaaaaaaaaaaaa", "nonsense", "..%2F..%2Fetc%2Fpasswd"})
  void aLetterThatIsNotThereIsNotFound(String id) throws IOException {
    problem(stack.send("GET", "/v1/dead-letters/" + id), 404);
    problem(resend(id), 404);
  }

  private static DeadLetter.Builder letter(String source, byte[] bytes) {
    return DeadLetter.newBuilder()
        .setLetterId(new Fingerprint().with(source).base32(26))
        .setStage("ingest")
        .setSource(source)
        .setReason("processing-failed")
        .setDetail("It failed.")
        .setBytes(ByteBuffer.wrap(bytes))
        .setLength(bytes.length)
        .setSha256(Fingerprint.sha256(bytes))
        .setReceivedAt(Instant.parse("2025-11-01T00:00:00Z"));
  }

  private static void refused(String path, String body) throws IOException {
    problem(stack.post(path, "text/plain", body), 422);
  }

  private static Answer resend(String id) {
    return stack.send("POST", "/v1/dead-letters/" + id + "/resend");
  }

  private static List<String> reasons(String query) throws IOException {
    return ok(stack.send("GET", query)).get("items").findValues("reason").stream()
        .map(JsonNode::asText)
        .sorted()
        .toList();
  }

  private static String onlyLetterOf(String source) throws IOException {
    JsonNode items = ok(stack.send("GET", "/v1/dead-letters?source=" + source)).get("items");
    assertThat(items).hasSize(1);
    return items.get(0).get("letterId").asText();
  }

  private static PaperSighted sighted(String title) {
    return stack.read(Topics.SIGHTINGS).stream()
        .filter(sighting -> sighting.getTitle().equals(title))
        .findFirst()
        .orElseThrow();
  }
}
