package org.paperwire.ingest.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
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
}
