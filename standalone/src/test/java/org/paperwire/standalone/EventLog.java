package org.paperwire.standalone;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A reader of the feed that notes what it is told.
final class EventLog implements AutoCloseable {

  /// Until a stream begins.
  private static final Duration ANSWER_MAX = Duration.ofMinutes(1);

  private final InputStream stream;
  private final Thread reading;

  // Guarded by this.
  private final List<String> kinds = new ArrayList<>();
  private final List<String> data = new ArrayList<>();
  private Optional<String> lastId = Optional.empty();

  private EventLog(InputStream stream) {
    this.stream = stream;
    this.reading = Thread.startVirtualThread(this::read);
  }

  static EventLog of(HttpClient http, URI server, Optional<String> lastId)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(server.resolve("/v1/feed")).timeout(ANSWER_MAX);
    lastId.ifPresent(id -> request.header("Last-Event-ID", id));
    return new EventLog(http.send(request.build(), BodyHandlers.ofInputStream()).body());
  }

  private void read() {
    try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        note(line);
      }
    } catch (IOException e) {
      note("event: broken");
    }
  }

  private synchronized void note(String line) {
    if (line.startsWith("event: ")) {
      kinds.add(line.substring("event: ".length()));
    } else if (line.startsWith("data: ")) {
      data.add(line.substring("data: ".length()));
    } else if (line.startsWith("id: ")) {
      lastId = Optional.of(line.substring("id: ".length()));
    }
  }

  /// What happened, by the names of the events.
  synchronized List<String> kinds() {
    return List.copyOf(kinds);
  }

  synchronized List<String> data() {
    return List.copyOf(data);
  }

  synchronized Optional<String> lastId() {
    return lastId;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    stream.close();
    reading.join();
  }
}
