package org.paperwire.ingest.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.paperwire.ingest.intake.IngestStack.gzip;
import static org.paperwire.ingest.intake.IngestStack.ok;
import static org.paperwire.ingest.intake.IngestStack.problem;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.paperwire.avro.DeadLetter;
import org.paperwire.ingest.Limits;

/// What nobody should send; how nobody should send it is [HostileSendersIT]. Each thing is answered
/// clearly, kept where it may be worth keeping, and the next sender is served.
@Tag("thorough")
class HostileIT {

  private static final String ESCAPES =
      "Marsh\\u001b[31m \\r\\nlights\\u0000 \\u202etxt\\u202c \\ud83d of \\u2066the\\u2069 fen";

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

  @AfterEach
  void theNextSenderIsServed() {
    assertThat(stack.post("/v1/papers", "application/json", "{\"title\": \"The next\"}").status())
        .isEqualTo(200);
  }

  static Stream<Arguments> bodies() throws IOException {
    byte[] noise = new byte[2_000];
    new Random(4).nextBytes(noise);
    byte[] page = "Get trending papers in your email inbox!\n\nMaps\n\nWe fold.\n".getBytes(UTF_8);
    byte[] zstd = Zstd.compress(noise);
    return Stream.of(
        arguments("nothing", new byte[0], "unrecognised"),
        arguments("random bytes", noise, "charset-malformed"),
        arguments("a picture", bytes(0x89, "PNG\r\n\u001a\n\0\0\0\rIHDR"), "charset-malformed"),
        arguments("a program", bytes(0x7F, "ELF\2\1\1\0\0\0\0\0\0"), "unrecognised"),
        arguments("gzip cut short", Arrays.copyOf(gzip(noise), 900), "compression-malformed"),
        arguments("zstd cut short", Arrays.copyOf(zstd, 900), "compression-malformed"),
        arguments("only a gzip header", Arrays.copyOf(gzip(noise), 5), "compression-malformed"),
        arguments("gzip in gzip", gzip(gzip(page)), "charset-malformed"),
        arguments("a gzip bomb", gzip(new byte[40_000_000]), "compression-malformed"),
        arguments("a zstd bomb", Zstd.compress(new byte[40_000_000]), "compression-malformed"),
        arguments(
            "Latin-1", "Get trending papers: M\u00e4rz".getBytes(ISO_8859_1), "charset-malformed"),
        arguments(
            "NULs", "Get trending papers in your email inbox!\0".getBytes(UTF_8), "unrecognised"),
        arguments("half of UTF-16", bytes(0xFF, "\u00FEa"), "charset-malformed"),
        arguments("HTML", "<!doctype html><html></html>".getBytes(UTF_8), "html-page"),
        arguments(
            "XML that names a file",
            "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/hostname\">]><a>&b;</a>"
                .getBytes(UTF_8),
            "xml-malformed"),
        arguments(
            "deep JSON",
            ("[".repeat(10_000) + "]".repeat(10_000)).getBytes(UTF_8),
            "json-malformed"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bodies")
  void whatNobodyCanReadIsRefusedAndKept(String what, byte[] body, String reason)
      throws IOException {
    JsonNode problem =
        problem(stack.post("/v1/captures?name=hostile", "application/octet-stream", body), 422);

    assertThat(problem.get("type").asText()).isEqualTo("urn:paperwire:problem:" + reason);
    DeadLetter letter = stack.letterOf(problem.get("captureId").asText());
    assertThat(letter.getReason()).isEqualTo(reason);
    assertThat(letter.getBytes().array()).isEqualTo(body);
    assertThat(letter.getDoor()).isEqualTo("captures");
  }

  static Stream<Arguments> papers() {
    String noTitle = "{\"title\": \" \\u200b\\u0000 \"}";
    return Stream.of(
        arguments("no title", "{\"abstract\": \"We fold.\"}", "title-missing"),
        arguments("a blank title", noTitle, "title-missing"),
        arguments("a title of 1 MB", title("x".repeat(900_000)), "field-too-large"),
        arguments("a title over the line", title("x".repeat(1_100_000)), "too-large"),
        arguments(
            "deep",
            "{\"title\": \"T\", \"x\": " + "[".repeat(900) + "]".repeat(900) + "}",
            "json-malformed"),
        arguments(
            "a number of a million digits",
            "{\"title\": \"T\", \"year\": " + "9".repeat(999_000) + "}",
            "json-malformed"),
        arguments("a name twice", "{\"title\": \"T\", \"title\": \"U\"}", "json-malformed"),
        arguments(
            "more authors than any paper has",
            "{\"title\": \"T\", \"authors\": ["
                + IntStream.rangeClosed(0, Limits.AUTHORS_MAX)
                    .mapToObj(n -> "\"A" + n + "\"")
                    .collect(Collectors.joining(","))
                + "]}",
            "field-too-large"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("papers")
  void aBadLineBetweenGoodOnesIsRejectedAloneAndKept(String what, String line, String reason)
      throws IOException {
    String good = "{\"title\": \"Before %1$s\"}\n%2$s\n{\"title\": \"After %1$s\"}\n";

    JsonNode told =
        ok(stack.post("/v1/papers", "application/x-ndjson", good.formatted(what, line)));

    assertThat(told.get("accepted").asInt()).isEqualTo(2);
    assertThat(told.get("rejected")).hasSize(1);
    assertThat(told.get("rejected").get(0).get("line").asInt()).isEqualTo(2);
    assertThat(told.get("rejected").get(0).get("reason").asText()).isEqualTo(reason);
    assertThat(stack.titles()).contains("Before " + what, "After " + what);
    DeadLetter letter = stack.lastLetter(reason);
    assertThat(letter.getAt()).isEqualTo("2");
    assertThat(letter.getLength()).isEqualTo(line.length());
    assertThat(letter.getDoor()).isEqualTo("papers");
  }

  @Test
  void tenThousandAuthorsAreAPaper() throws IOException {
    String authors =
        IntStream.range(0, Limits.AUTHORS_MAX)
            .mapToObj(n -> "\"Author " + n + "\"")
            .collect(Collectors.joining(","));

    JsonNode told =
        ok(
            stack.post(
                "/v1/papers",
                "application/json",
                "{\"title\": \"A large marsh\", \"authors\": [" + authors + "]}"));

    assertThat(told.get("accepted").asInt()).isEqualTo(1);
  }

  @Test
  void whatWouldBreakALineOrObeyATerminalIsNotKept() throws IOException {
    ok(stack.post("/v1/papers", "application/json", title(ESCAPES)));

    assertThat(stack.titles()).contains("Marsh[31m lights txt \uFFFD of the fen");
  }

  @Test
  void controlCharactersInAPageAreNotKeptEither() throws IOException {
    String page =
        "Get trending papers in your email inbox!\n\nSubscribe\n\nFol\u001bding\u202e by night\n\nWe fold.\n";

    ok(stack.post("/v1/captures", "text/plain", page));

    assertThat(stack.titles()).contains("Folding by night");
  }

  @Test
  void utf16WithAMarkIsText() throws IOException {
    String page =
        "\uFEFFGet trending papers in your email inbox!\n\nFolding \u00fcber alles\n\nWe.\n";

    assertThat(
            ok(stack.post("/v1/captures", "text/plain", page.getBytes(UTF_16LE)))
                .get("sightings")
                .asInt())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/papers, text/plain, Get trending papers in your email inbox!, json-malformed",
    "/v1/papers, application/json, <html></html>, json-malformed",
    "/v1/captures?source=huggingface, text/html, {\"error\":\"rate limited\"}, error-answer",
  })
  void oneThingWhereAnotherWasPromisedIsRefusedAndKept(
      String path, String type, String body, String reason) throws IOException {
    JsonNode problem = problem(stack.post(path, type, body), 422);

    assertThat(problem.get("type").asText()).isEqualTo("urn:paperwire:problem:" + reason);
    assertThat(stack.letterOf(problem.get("captureId").asText()).getBytes().array())
        .isEqualTo(body.getBytes(UTF_8));
  }

  @Test
  void papersSentToTheDoorForPagesAreTaken() throws IOException {
    assertThat(
            ok(stack.post("/v1/captures", "text/plain", "{\"title\": \"By the other door\"}"))
                .get("sightings")
                .asInt())
        .isEqualTo(1);
  }

  private static String title(String title) {
    return "{\"title\": \"" + title + "\"}";
  }

  private static byte[] bytes(int first, String rest) {
    byte[] bytes = ("?" + rest).getBytes(ISO_8859_1);
    bytes[0] = (byte) first;
    return bytes;
  }
}
