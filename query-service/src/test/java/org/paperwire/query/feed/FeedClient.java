package org.paperwire.query.feed;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A reader of streams as the HTML standard has it, on a thread of its own: it keeps every event,
/// and the last event id also of events without data.
final class FeedClient implements AutoCloseable {

  /// A change as it came.
  record Event(String id, String kind, String data) {

    JsonNode json() {
      try {
        return ObjectMapper.getDefault().readValue(data, JsonNode.class);
      } catch (IOException e) {
        throw new AssertionError(data, e);
      }
    }

    String paperId() {
      return json().get("paperId").getStringValue();
    }

    long revision() {
      return json().get("revision").getLongValue();
    }
  }

  private final HttpResponse<InputStream> answer;
  private final Thread thread;

  // Guarded by this.
  private final List<Event> events = new ArrayList<>();
  private Optional<String> lastId = Optional.empty();
  private int beats;
  private boolean ended;
  private @Nullable IOException failure;

  private FeedClient(HttpResponse<InputStream> answer) {
    this.answer = answer;
    this.thread = Thread.startVirtualThread(this::read);
  }

  static FeedClient open(HttpClient http, URI server, String query, Optional<String> lastEventId)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(server.resolve("/v1/feed" + query));
    // As browsers do.
    request.header("Accept-Encoding", "gzip, deflate, br");
    lastEventId.ifPresent(id -> request.header("Last-Event-ID", id));
    return new FeedClient(http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
  }

  HttpResponse<InputStream> answer() {
    return answer;
  }

  private void read() {
    try (var lines =
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
      String id = "";
      String kind = "message";
      String data = null;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isEmpty()) {
          dispatch(id, kind, data);
          kind = "message";
          data = null;
        } else if (line.startsWith("id: ")) {
          id = line.substring("id: ".length());
        } else if (line.startsWith("event: ")) {
          kind = line.substring("event: ".length());
        } else if (line.startsWith("data: ")) {
          data = line.substring("data: ".length());
        }
      }
      end(null);
    } catch (IOException e) {
      end(e);
    }
  }

  private synchronized void dispatch(String id, String kind, @Nullable String data) {
    lastId = Optional.of(id);
    if (data == null) {
      beats++;
    } else {
      events.add(new Event(id, kind, data));
    }
  }

  private synchronized void end(@Nullable IOException why) {
    ended = true;
    failure = why;
  }

  synchronized List<Event> events() {
    return List.copyOf(events);
  }

  synchronized int count() {
    return events.size();
  }

  synchronized Optional<String> lastId() {
    return lastId;
  }

  /// Events without data: the greeting and what was said in silence.
  synchronized int beats() {
    return beats;
  }

  synchronized boolean hasEnded() {
    return ended;
  }

  /// Whether the end was one in order, and not a connection that broke.
  synchronized boolean hasEndedInOrder() {
    return ended && failure == null;
  }

  @Override
  public void close() {
    try {
      answer.body().close();
      thread.join();
    } catch (IOException e) {
      throw new IllegalStateException("the connection could not be closed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
