package org.paperwire.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.paperwire.cli.identity.Listing;
import org.paperwire.client.Answer;
import org.paperwire.client.Server;
import org.paperwire.client.Upload;
import org.paperwire.platform.Position;

/// Sends papers, waits until readers see all of them, and reads what became of them.
final class IdentityRun {

  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final Duration PATIENCE_FOR_ALL = Duration.ofHours(2);
  private static final int LISTINGS_A_REQUEST = 500;

  private final Server server;
  private final List<Listing> unsent = new ArrayList<>();
  private Position position = Position.START;
  private long rejected;
  private long sent;

  IdentityRun(Server server) {
    this.server = server;
  }

  /// Sends it, with others at once.
  void send(Listing listing) throws IOException, InterruptedException, Refusal {
    unsent.add(listing);
    if (unsent.size() == LISTINGS_A_REQUEST) {
      flush();
    }
  }

  /// Sends a page as it is.
  void send(Path page) throws IOException, InterruptedException, Refusal {
    Answer answer = server.send(Upload.capture(page, Map.of()), PATIENCE);
    sent += answer.body().path("sightings").asLong();
    took(answer);
  }

  private void flush() throws IOException, InterruptedException, Refusal {
    if (unsent.isEmpty()) {
      return;
    }
    var lines = new StringBuilder();
    unsent.forEach(listing -> lines.append(listing.json()).append('\n'));
    sent += unsent.size();
    unsent.clear();
    byte[] body = lines.toString().getBytes(StandardCharsets.UTF_8);
    took(server.send(Upload.bytes("papers", body, Upload.Kind.PAPER_LINES, Map.of()), PATIENCE));
  }

  private void took(Answer answer) throws Refusal {
    JsonNode said = PaperText.orRefuse(answer);
    rejected += said.path("rejected").size();
    position =
        position.max(
            Position.parse(said.path("position").asText())
                .orElseThrow(
                    () ->
                        new Refusal(ExitCodes.FAILED, "A write was answered without a position.")));
  }

  /// How many were refused.
  long rejected() {
    return rejected;
  }

  /// How many were sent.
  long sent() {
    return sent;
  }

  /// Waits until all that was sent is there, and reads every paper.
  void read(Consumer<JsonNode> reader) throws IOException, InterruptedException, Refusal {
    flush();
    if (!server.awaitVisible(position.token(), PATIENCE_FOR_ALL)) {
      throw new Refusal(ExitCodes.FAILED, "The position is not reached.");
    }
    HttpResponse<InputStream> answer =
        server.open("/v1/papers/export", Map.of("Paperwire-Min-Position", position.token()));
    try (var body =
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
      if (answer.statusCode() != 200) {
        throw new Refusal(ExitCodes.FAILED, "The export is answered " + answer.statusCode() + ".");
      }
      body.lines().filter(line -> !line.isBlank()).map(IdentityRun::json).forEach(reader);
    } catch (UncheckedIOException e) {
      throw new IOException("the export was cut off: " + e.getMessage(), e);
    }
  }

  private static JsonNode json(String line) {
    try {
      return Server.JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Why a paper is one paper.
  JsonNode explain(String id) throws IOException, InterruptedException {
    return server.get("/v1/papers/" + id + "?explain=identity").body();
  }
}
