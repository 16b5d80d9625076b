package org.paperwire.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperwire.platform.Position;

class IngestTest {

  private static final String CAPTURED =
      """
      {"captureId":"c1","format":"daily-papers-page","sightings":3,"rejected":[],\
      "rejectedCount":0,"position":"%s"}""";

  @TempDir Path folder;
  private StubServer server;

  @BeforeEach
  void startServer() throws IOException {
    server = new StubServer().answers("/v1/papers", 200, "{\"items\":[]}");
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Test
  void aPageIsSentAsItIsAndWhatTheSenderKnowsGoesWithIt() throws IOException {
    server.answers("/v1/captures", 200, CAPTURED.formatted(position(0, 3)));
    Path page = file("a page.txt", "new\nSubscribe\n");

    Ran ran = ingest("--source", "huggingface", "--captured-at", "2026-11-20", page.toString());

    assertThat(ran.exitCode()).isEqualTo(ExitCodes.DONE);
    var sent = server.asked().getFirst();
    assertThat(sent.target())
        .isEqualTo("/v1/captures?capturedAt=2026-11-20&name=a+page.txt&source=huggingface");
    assertThat(sent.body()).asString(StandardCharsets.UTF_8).isEqualTo("new\nSubscribe\n");
    assertThat(ran.out()).contains("3 sightings, 0 rejected").contains("readable");
  }

  @Test
  void papersInOurOwnFormAreStreamedToTheirDoor() throws IOException {
    server.close();
    server =
        new StubServer()
            .answers("/v1/papers", 200, "{\"accepted\":2,\"rejected\":[],\"position\":\"\"}");
    Path papers = file("papers.ndjson", "{\"title\":\"One\"}\n{\"title\":\"Two\"}\n");

    Ran ran = ingest(papers.toString());

    assertThat(ran.exitCode()).isEqualTo(ExitCodes.DONE);
    var sent = server.asked().getFirst();
    assertThat(sent.method()).isEqualTo("POST");
    assertThat(sent.target()).startsWith("/v1/papers?");
    assertThat(sent.headers()).containsEntry("content-type", "application/x-ndjson");
  }

  @Test
  void theEndIsWaitedForAtThePositionAfterEverythingThatWasSent() throws IOException {
    server
        .answers("/v1/captures", 200, CAPTURED.formatted(position(0, 3)))
        .answers("/v1/captures", 200, CAPTURED.formatted(position(1, 5)));

    Ran ran = ingest(file("1.txt", "new").toString(), file("2.txt", "new").toString());

    assertThat(ran.exitCode()).isEqualTo(ExitCodes.DONE);
    Position both = at(0, 3).max(at(1, 5));
    assertThat(server.asked().getLast().headers())
        .containsEntry("paperwire-min-position", both.token());
  }

  @Test
  void aWaitGoesOnUntilThePositionIsReached() throws IOException {
    server.close();
    server =
        new StubServer()
            .answers("/v1/captures", 200, CAPTURED.formatted(position(0, 3)))
            .answers("/v1/papers", 503, "{\"detail\":\"not reached\"}", "Retry-After", "0")
            .answers("/v1/papers", 200, "{\"items\":[]}");

    assertThat(ingest(file("1.txt", "new").toString()).exitCode()).isEqualTo(ExitCodes.DONE);
  }

  @Test
  void whatCannotBeReadInTimeIsDoneInPart() throws IOException {
    server.close();
    server =
        new StubServer()
            .answers("/v1/captures", 200, CAPTURED.formatted(position(0, 3)))
            .answers("/v1/papers", 503, "{\"detail\":\"not reached\"}");

    Ran ran = ingest("--wait", "0", file("1.txt", "new").toString());

    assertThat(ran.exitCode()).isEqualTo(ExitCodes.IN_PART);
    assertThat(ran.out()).contains("not readable yet");
  }

  @Test
  void rejectsAreNamedAndShowInTheExitCode() throws IOException {
    server.answers(
        "/v1/captures",
        200,
        """
        {"format":"daily-papers-page","sightings":2,"rejectedCount":1,"position":"",\
        "rejected":[{"at":7,"reason":"title-missing","detail":"nothing stands there"}]}""");

    Ran ran = ingest(file("1.txt", "new").toString());

    assertThat(ran.exitCode()).isEqualTo(ExitCodes.IN_PART);
    assertThat(ran.out()).contains("1 rejected").contains("title-missing");
  }

  @Test
  void aFileThatIsRefusedOrMissingDoesNotStopTheOthers() throws IOException {
    server
        .answers("/v1/captures", 422, "{\"detail\":\"no format that is read\",\"status\":422}")
        .answers("/v1/captures", 200, CAPTURED.formatted(position(0, 3)));

    Ran ran =
        ingest(
            "--json",
            file("bad.bin", "\u0001\u0002").toString(),
            folder.resolve("missing.txt").toString(),
            file("good.txt", "new").toString());

    assertThat(ran.exitCode()).isEqualTo(ExitCodes.IN_PART);
    JsonNode told = new ObjectMapper().readTree(ran.out());
    assertThat(told.path("sightings").asInt()).isEqualTo(3);
    assertThat(told.path("refused").asInt()).isEqualTo(2);
    assertThat(told.path("visible").asBoolean()).isTrue();
    assertThat(told.path("files").path(0).path("error").asText())
        .isEqualTo("no format that is read (HTTP 422)");
    assertThat(told.path("files").path(1).path("error").asText()).isEqualTo("no such file");
    assertThat(told.path("files").path(2).path("status").asInt()).isEqualTo(200);
  }

  @Test
  void aServerThatSaysLaterIsAskedAgain() throws IOException {
    server
        .answers("/v1/captures", 503, "{\"detail\":\"not ready\"}", "Retry-After", "0")
        .answers("/v1/captures", 200, CAPTURED.formatted(position(0, 3)));

    Ran ran = ingest(file("1.txt", "new").toString());

    assertThat(ran.exitCode()).isEqualTo(ExitCodes.DONE);
    assertThat(server.asked()).filteredOn(asked -> asked.method().equals("POST")).hasSize(2);
  }

  @Test
  void aServerThatIsNotThereIsSaidOnceAndWithItsOwnCode() throws IOException {
    server.close();

    Ran ran = ingest(file("1.txt", "new").toString(), file("2.txt", "new").toString());

    assertThat(ran.exitCode()).isEqualTo(ExitCodes.NOT_RUNNING);
    assertThat(ran.err()).hasLineCount(1).contains("Nobody answers");
  }

  @Test
  void aKeyGoesWithWrites() throws IOException {
    server.answers("/v1/captures", 200, CAPTURED.formatted(position(0, 3)));

    ingest("--key", "secret", file("1.txt", "new").toString());

    assertThat(server.asked().getFirst().headers()).containsEntry("authorization", "Bearer secret");
  }

  private Ran ingest(String... arguments) {
    var all = new ArrayList<>(List.of("ingest", "--server", server.address()));
    all.addAll(List.of(arguments));
    return Ran.command(all.toArray(String[]::new));
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private static Position at(int partition, long offset) {
    return new Position(Map.of(new TopicPartition("paperwire.sightings.v1", partition), offset));
  }

  private static String position(int partition, long offset) {
    return at(partition, offset).token();
  }
}
