package org.paperwire.ingest.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperwire.avro.PaperSighted;
import org.paperwire.broker.FreePort;
import org.paperwire.topics.Topics;

/// Neighbours that are away, and senders that stop.
class TroubleIT {

  @TempDir Path folder;

  @Test
  void nothingIsTakenBeforeTopicsAndSchemasAreThere() throws IOException, InterruptedException {
    Map<String, Object> alone =
        Map.of(
            "micronaut.server.port",
            -1,
            "paperwire.kafka.bootstrap-servers",
            "127.0.0.1:" + FreePort.choose(),
            "paperwire.registry.url",
            "http://127.0.0.1:" + FreePort.choose(),
            "paperwire.data",
            folder.toString());
    try (EmbeddedServer server = ApplicationContext.run(EmbeddedServer.class, alone);
        HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(server.getURI().resolve("/v1/papers"))
                  .POST(HttpRequest.BodyPublishers.ofString("{\"title\": \"T\"}"))
                  .build(),
              HttpResponse.BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
      assertThat(answer.body()).contains("urn:paperwire:problem:not-ready");
    }
  }

  @Test
  void aSenderThatStopsIsCutOffAndWhatItSentStays() throws IOException, InterruptedException {
    try (var stack = IngestStack.start(folder, Map.of("micronaut.server.idle-timeout", "2s"));
        var sender = new Socket("127.0.0.1", stack.port())) {
      sender
          .getOutputStream()
          .write(
              """
              POST /v1/papers HTTP/1.1
              Host: localhost
              Content-Type: application/x-ndjson
              Content-Length: 1000

              {"title": "The only line"}
              """
                  .replace("\n", "\r\n")
                  .getBytes(UTF_8));
      sender.getOutputStream().flush();

      assertThatCode(() -> sender.getInputStream().readAllBytes()).doesNotThrowAnyException();
      assertThat(stack.read(Topics.SIGHTINGS).stream().map(PaperSighted::getTitle))
          .containsExactly("The only line");
      assertThat(stack.post("/v1/papers", "application/json", "{\"title\": \"The next\"}").status())
          .isEqualTo(200);
    }
  }

  @Test
  void bodiesShareTheirMemoryAndWhoFindsNoneIsToldToComeAgain() throws Exception {
    Map<String, Object> room =
        Map.of(
            "paperwire.intake.room-bytes",
            BodyRoom.LARGEST_BYTES,
            "paperwire.intake.room-patience",
            "50ms");
    String large = "[" + "{\"title\": \"One of many\"},\n".repeat(300_000);
    try (var stack = IngestStack.start(folder, room);
        var holder = new Socket("127.0.0.1", stack.port())) {
      // given: a sender who has sent most of a large body, and waits
      var rooms = stack.bean(BodyRoom.class);
      String head =
          "POST /v1/papers HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
              + "Content-Length: %d\r\n\r\n".formatted(large.length() + 1);
      holder.getOutputStream().write((head + large).getBytes(UTF_8));
      holder.getOutputStream().flush();
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> rooms.free() < BodyRoom.LARGEST_BYTES - large.length() / 2);

      // when others come: a large one, a paper alone, papers a line
      var refused = stack.post("/v1/papers", "application/json", large + "{}]");
      var paper = stack.post("/v1/papers", "application/json", "{\"title\": \"Alone\"}");
      var lines =
          stack.post("/v1/papers", "application/x-ndjson", "{\"title\": \"A line\"}\n".repeat(9));

      // then
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.headers()).containsKey("retry-after");
      assertThat(refused.body()).contains("urn:paperwire:problem:no-room");
      assertThat(paper.status()).isEqualTo(200);
      assertThat(lines.status()).isEqualTo(200);

      // and when the first one is gone, its room is free again
      holder.close();
      await().atMost(Duration.ofSeconds(30)).until(() -> rooms.free() == BodyRoom.LARGEST_BYTES);
    }
  }
}
