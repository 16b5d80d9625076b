package org.paperwire.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.paperwire.ingest.intake.IngestStack.gzip;
import static org.paperwire.ingest.intake.IngestStack.ok;
import static org.paperwire.ingest.intake.IngestStack.problem;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.paperwire.avro.DeadLetter;
import org.paperwire.avro.PaperSighted;
import org.paperwire.avro.Signal;
import org.paperwire.ingest.Limits;
import org.paperwire.ingest.intake.IngestStack.Answer;
import org.paperwire.platform.Position;
import org.paperwire.topics.Topics;

/// The doors, with a real broker behind them.
class IntakeIT {

  private static final String PAGE =
      """
      Get trending papers in your email inbox!

      Subscribe

      Oct 30

      %s

      We fold maps until they fit.

        • 3 authors
      ·
      Jul 8 14
      """;

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
  void aPageBecomesSightingsAndSignals() throws IOException {
    Answer answer =
        stack.post(
            "/v1/captures?capturedAt=2025-10-30&name=page.txt",
            "text/plain",
            PAGE.formatted("Folding Maps at Home"));

    JsonNode told = ok(answer);
    assertThat(told.get("format").asText()).isEqualTo("daily-papers-page");
    assertThat(told.get("sightings").asInt()).isEqualTo(1);
    assertThat(told.get("rejected")).isEmpty();
    PaperSighted sighted = sighted("Folding Maps at Home").getFirst();
    assertThat(sighted.getSource()).isEqualTo("huggingface");
    assertThat(sighted.getPublishedAt()).isEqualTo("2025-07-08");
    assertThat(sighted.getListedAt()).isEqualTo("2025-10-30");
    assertThat(sighted.getListName()).isEqualTo("page.txt");
    assertThat(sighted.getBatchId()).isEqualTo(told.get("captureId").asText());
    Signal comments =
        stack.read(Topics.SIGNALS).stream()
            .filter(signal -> signal.getRecordKey().equals(sighted.getRecordKey()))
            .findFirst()
            .orElseThrow();
    assertThat(comments.getKind()).isEqualTo("comment");
    assertThat(comments.getCount()).isEqualTo(14);
  }

  @Test
  void thePositionThatIsAnsweredHoldsWhatWasSent() throws IOException {
    JsonNode told = ok(stack.post("/v1/captures", "text/plain", PAGE.formatted("Positions")));

    Position position = Position.parse(told.get("position").asText()).orElseThrow();

    assertThat(position.offsets().keySet().stream().map(partition -> partition.topic()).distinct())
        .containsExactlyInAnyOrder(Topics.SIGHTINGS.name(), Topics.SIGNALS.name());
    assertThat(position.offsets().values()).allMatch(offset -> offset > 0);
  }

  @Test
  void thePositionIsAHeaderToo() throws IOException {
    Answer answer = stack.post("/v1/papers", "application/json", "{\"title\": \"In the header\"}");

    assertThat(answer.headers())
        .containsEntry("paperwire-position", ok(answer).get("position").asText());
  }

  @Test
  void sendingAgainUnderAnotherNameSaysTheSame() throws IOException {
    ok(stack.post("/v1/captures?name=one.txt", "text/plain", PAGE.formatted("Twice")));
    ok(
        stack.post(
            "/v1/captures?name=copy.txt.gz",
            "application/gzip",
            gzip(PAGE.formatted("Twice").getBytes(StandardCharsets.UTF_8))));

    assertThat(sighted("Twice")).hasSize(2);
    assertThat(sighted("Twice").stream().map(PaperSighted::getSightingId).distinct()).hasSize(1);
  }

  @Test
  void papersComeAsAnObjectAnArrayOrLines() throws IOException {
    String paper = "{\"title\": \"Three Ways\", \"source\": \"marsh-list\", \"sourceId\": \"3\"}";

    JsonNode one = ok(stack.post("/v1/papers", "application/json", paper));
    JsonNode array = ok(stack.post("/v1/papers", "application/json", "[" + paper + ", {}]"));
    JsonNode lines =
        ok(stack.post("/v1/papers", "application/x-ndjson", paper + "\n{\n\n" + paper + "\n"));
    JsonNode unsaid = ok(stack.post("/v1/papers", "text/plain", paper + "\n" + paper));

    assertThat(
            List.of(one, array, lines, unsaid).stream().map(told -> told.get("accepted").asInt()))
        .containsExactly(1, 1, 2, 2);
    assertThat(array.get("rejected").toString())
        .isEqualTo(
            "[{\"line\":2,\"reason\":\"title-missing\",\"detail\":\"title is missing or blank\"}]");
    assertThat(lines.get("rejected").get(0).get("line").asInt()).isEqualTo(2);
    assertThat(lines.get("rejected").get(0).get("reason").asText()).isEqualTo("json-malformed");
    assertThat(lines.get("rejectedCount").asInt()).isEqualTo(1);
    assertThat(sighted("Three Ways").stream().map(PaperSighted::getSightingId).distinct())
        .hasSize(1);
    assertThat(sighted("Three Ways").getFirst().getRecordKey()).isEqualTo("marsh-list:3");
  }

  @ParameterizedTest
  @CsvSource({"gzip,", "zstd,", "gzip,gzip", "zstd,zstd"})
  void packedBodiesAreUnpackedWhetherOrNotAHeaderSaysSo(String packing, String encoding)
      throws IOException {
    String title = "Packed by %s, said %s".formatted(packing, encoding);
    byte[] paper =
        "{\"title\": \"%s\"}\n{\"title\": \"%1$s\"}\n"
            .formatted(title)
            .getBytes(StandardCharsets.UTF_8);
    byte[] packed = packing.equals("gzip") ? gzip(paper) : Zstd.compress(paper);
    String[] headers =
        encoding == null ? new String[0] : new String[] {"Content-Encoding", encoding};

    Answer answer =
        stack.post(
            "/v1/papers", "application/x-ndjson", BodyPublishers.ofByteArray(packed), headers);

    assertThat(ok(answer).get("accepted").asInt()).isEqualTo(2);
    assertThat(sighted(title)).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hello", "", "<html></html>", "{\"title\": \"cut", "[{\"a\": 1}]"})
  void whatIsNothingIsADeadLetter(String body) throws IOException {
    Answer answer = stack.post("/v1/captures?source=marsh-list&name=nothing", "text/plain", body);

    JsonNode problem = problem(answer, 422);
    DeadLetter letter = stack.letterOf(problem.get("captureId").asText());
    assertThat(letter.getBytes().array()).isEqualTo(body.getBytes(StandardCharsets.UTF_8));
    assertThat(problem.get("type").asText())
        .isEqualTo("urn:paperwire:problem:" + letter.getReason());
    assertThat(letter.getSource()).isEqualTo("marsh-list");
    assertThat(letter.getName()).isEqualTo("nothing");
  }

  @Test
  void aDamagedFileIsADeadLetterAsItCame() throws IOException {
    byte[] whole = gzip(PAGE.formatted("Damaged").getBytes(StandardCharsets.UTF_8));
    byte[] half = Arrays.copyOf(whole, whole.length / 2);

    JsonNode problem = problem(stack.post("/v1/captures", "application/gzip", half), 422);

    assertThat(problem.get("type").asText()).endsWith(":compression-malformed");
    assertThat(stack.letterOf(problem.get("captureId").asText()).getBytes().array())
        .isEqualTo(half);
  }

  @Test
  void linesBeforeTheDamageAreTaken() throws IOException {
    String lines =
        IntStream.range(0, 5_000)
            .mapToObj(n -> "{\"title\": \"Before the damage\", \"abstract\": \"" + n + "\"}\n")
            .collect(Collectors.joining());
    byte[] whole = gzip(lines.getBytes(StandardCharsets.UTF_8));

    JsonNode told =
        ok(
            stack.post(
                "/v1/papers", "application/x-ndjson", Arrays.copyOf(whole, whole.length - 5_000)));

    int accepted = told.get("accepted").asInt();
    assertThat(accepted).isPositive().isLessThan(5_000);
    assertThat(told.get("rejected").get(0).get("line").asInt()).isEqualTo(accepted + 1);
    assertThat(told.get("rejected").get(0).get("reason").asText())
        .isEqualTo("compression-malformed");
  }

  @ParameterizedTest
  @CsvSource({
    "source=Marsh%20List, source-malformed",
    "source=arxiv, source-malformed",
    "capturedAt=yesterday, captured-at-malformed",
    "capturedAt=2025-02-30, captured-at-malformed",
  })
  void malformedParametersAreToldBeforeAnythingIsTaken(String query, String slug)
      throws IOException {
    JsonNode problem =
        problem(
            stack.post("/v1/captures?" + query, "text/plain", PAGE.formatted("Never taken")), 400);

    assertThat(problem.get("type").asText()).isEqualTo("urn:paperwire:problem:" + slug);
    assertThat(sighted("Never taken")).isEmpty();
  }

  @Test
  void aBodyThatIsTooLargeIsToldSo() throws IOException {
    byte[] large = new byte[Limits.BODY_BYTES_MAX + 1];
    Arrays.fill(large, (byte) ' ');

    assertThat(
            problem(stack.post("/v1/papers", "application/json", large), 413).get("type").asText())
        .endsWith(":too-large");
  }

  @Test
  void anAnswerNamesTheFirstRejectsAndCountsAll() throws IOException {
    int bad = Limits.REJECTS_NAMED_MAX + 10;

    JsonNode told = ok(stack.post("/v1/papers", "application/x-ndjson", "{}\n".repeat(bad)));

    assertThat(told.get("rejected")).hasSize(Limits.REJECTS_NAMED_MAX);
    assertThat(told.get("rejectedCount").asInt()).isEqualTo(bad);
  }

  /// More than any buffer between the sender and the broker holds, and more than the largest body
  /// that is not streamed.
  @Test
  void aStreamMayBeOfAnyLength() throws IOException {
    int lines = 800;
    String filling = "x".repeat(90_000);

    JsonNode told =
        ok(
            stack.post(
                "/v1/papers",
                "application/x-ndjson",
                BodyPublishers.ofInputStream(
                    () ->
                        new GeneratedLines(
                            lines,
                            n ->
                                "{\"title\": \"Streamed %d\", \"x\": \"%s\"}"
                                    .formatted(n, filling)))));

    assertThat(told.get("accepted").asInt()).isEqualTo(lines);
  }

  @Test
  void theRealPagesAreTakenWhole() throws IOException {
    Path captures = Path.of("../../shared/data/captures");
    assumeTrue(Files.isDirectory(captures), "the saved pages are not here");
    var counts = new ArrayList<Integer>();
    try (var files = Files.list(captures)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".txt")).sorted().toList()) {
        JsonNode told =
            ok(
                stack.post(
                    "/v1/captures?capturedAt=2025-10-30&name=" + file.getFileName(),
                    "application/octet-stream",
                    Files.readAllBytes(file)));
        assertThat(told.get("rejectedCount").asInt()).isZero();
        counts.add(told.get("sightings").asInt());
      }
    }

    assertThat(counts).containsExactly(56, 252, 72, 70, 86);
  }

  private static List<PaperSighted> sighted(String title) {
    return stack.read(Topics.SIGHTINGS).stream()
        .filter(sighting -> sighting.getTitle().equals(title))
        .toList();
  }
}
