package org.paperwire.ingest.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.paperwire.ingest.intake.IngestStack.gzip;
import static org.paperwire.ingest.intake.IngestStack.ok;
import static org.paperwire.ingest.intake.IngestStack.problem;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paperwire.avro.DeadLetter;
import org.paperwire.ingest.Limits;
import org.paperwire.ingest.intake.IngestStack.Answer;

/// How nobody should send things: without an end, without a pause, in the wrong way. The next
/// sender is served.
@Tag("thorough")
class HostileSendersIT {

  @TempDir static Path folder;
  private static IngestStack stack;

  @BeforeAll
  static void start() throws InterruptedException {
    stack = IngestStack.start(folder, Map.of("paperwire.http.stall-timeout", "1s"));
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

  /// Two hundred megabytes come and no more than a line is held: the service has a heap of some
  /// hundred, and keeps the beginning.
  @Test
  void aLineOfTwoHundredMegabytesIsOneBadLine() throws IOException {
    String beginning = "{\"title\": \"Long\", \"x\": \"";
    long length = 200L * 1_000_000;

    JsonNode told =
        ok(
            stack.post(
                "/v1/papers",
                "application/x-ndjson",
                BodyPublishers.ofInputStream(
                    () ->
                        new SequenceInputStream(
                            Collections.enumeration(
                                List.of(
                                    text("{\"title\": \"Before the long line\"}\n" + beginning),
                                    new Endless(length - beginning.length()),
                                    text("\n{\"title\": \"After the long line\"}\n")))))));

    assertThat(told.get("accepted").asInt()).isEqualTo(2);
    assertThat(told.get("rejected").get(0).get("line").asInt()).isEqualTo(2);
    DeadLetter letter = stack.lastLetter("too-large");
    assertThat(letter.getLength()).isEqualTo(length);
    assertThat(letter.getKeptLength()).isEqualTo(Limits.ITEM_BYTES_MAX + 1L);
    assertThat(letter.getBytes().remaining()).isEqualTo(Limits.LETTER_EXCERPT_BYTES);
  }

  /// Ten megabytes that would be ten thousand; the stream is left where that shows.
  @Test
  void aBombOfLinesIsLeftEarly() throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write("{\"title\": \"Before the bomb\"}\n".getBytes(UTF_8));
      var blanks = new byte[1_000_000];
      for (int i = 0; i < 500; i++) {
        gzip.write(blanks);
      }
    }

    JsonNode told = ok(stack.post("/v1/papers", "application/x-ndjson", packed.toByteArray()));

    assertThat(told.get("accepted").asInt()).isEqualTo(1);
    assertThat(told.get("rejected").get(0).get("reason").asText())
        .isEqualTo("compression-malformed");
  }

  @Test
  void whatAHeaderSaysOfThePackingIsNoWayAroundTheBound() throws IOException {
    Answer answer =
        stack.post(
            "/v1/captures",
            "text/plain",
            BodyPublishers.ofByteArray(gzip(new byte[40_000_000])),
            "Content-Encoding",
            "gzip");

    assertThat(problem(answer, 422).get("type").asText()).endsWith(":compression-malformed");
  }

  @ParameterizedTest
  @CsvSource({"GET, /v1/papers, 405", "DELETE, /v1/captures, 405", "POST, /v1/nothing, 404"})
  void wrongMethodsAndPathsAreProblems(String method, String path, int status) throws IOException {
    Answer answer = stack.send(method, path);

    problem(answer, status);
  }

  @Test
  void aNameThatIsTooLongIsToldBeforeAnythingIsTaken() throws IOException {
    problem(stack.post("/v1/papers?name=" + "x".repeat(2_000), "text/plain", "{}"), 400);
  }

  @Test
  void aBodyThatEndsEarlyLosesNobodyElsesThings() throws IOException {
    try (var sender = new Socket("127.0.0.1", stack.port())) {
      sender
          .getOutputStream()
          .write(
              "POST /v1/papers HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n{\"title\": \"cut"
                  .getBytes(UTF_8));
    }
    assertThat(stack.titles()).noneMatch(title -> title.startsWith("cut"));
  }

  @Test
  void aBodyThatStallsIsCutOff() throws IOException {
    try (var sender = new Socket("127.0.0.1", stack.port())) {
      sender
          .getOutputStream()
          .write(
              "POST /v1/captures HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nhalf a page"
                  .getBytes(UTF_8));

      assertThat(new String(sender.getInputStream().readAllBytes(), UTF_8))
          .startsWith("HTTP/1.1 408")
          .contains("application/problem+json");
    }
  }

  private static InputStream text(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }

  private static final class Endless extends InputStream {
    private long left;

    Endless(long length) {
      left = length;
    }

    @Override
    public int read() {
      return left-- > 0 ? 'x' : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      int part = (int) Math.min(length, left);
      Arrays.fill(buffer, offset, offset + part, (byte) 'x');
      left -= part;
      return part == 0 && length > 0 ? -1 : part;
    }
  }
}
