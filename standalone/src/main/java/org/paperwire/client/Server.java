package org.paperwire.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// A running Paperwire, by its address.
public final class Server implements AutoCloseable {

  /// Reads and writes the JSON of the API.
  public static final ObjectMapper JSON = new ObjectMapper();

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(60);

  /// How long one request of a wait asks the server to hold it.
  private static final int HOLD_SECONDS = 10;

  private final URI address;
  private final Optional<String> key;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();

  /// @param address such as `http://127.0.0.1:8080`
  /// @param key for writes, where keys are asked for
  public Server(URI address, Optional<String> key) {
    this.address = address;
    this.key = key;
  }

  /// The key that is in the environment, if one is.
  public static Optional<String> keyFromOutside() {
    return Optional.ofNullable(System.getenv("PAPERWIRE_KEY")).filter(key -> !key.isBlank());
  }

  public URI address() {
    return address;
  }

  /// Asks for JSON.
  public Answer get(String pathAndQuery) throws IOException, InterruptedException {
    return answer(
        http.send(request(pathAndQuery).timeout(READ_TIMEOUT).build(), BodyHandlers.ofString()));
  }

  /// Asks for something large with headers of one's own; the caller closes it.
  public HttpResponse<InputStream> open(String pathAndQuery, Map<String, String> headers)
      throws IOException, InterruptedException {
    var request = request(pathAndQuery).timeout(READ_TIMEOUT);
    headers.forEach(request::header);
    return http.send(request.build(), BodyHandlers.ofInputStream());
  }

  /// Asks for something large; the caller closes it.
  public HttpResponse<InputStream> open(String pathAndQuery)
      throws IOException, InterruptedException {
    return http.send(request(pathAndQuery).build(), BodyHandlers.ofInputStream());
  }

  /// Asks for something large in one form; the caller closes it.
  public HttpResponse<InputStream> open(String pathAndQuery, String accepted)
      throws IOException, InterruptedException {
    return http.send(
        request(pathAndQuery).header("Accept", accepted).build(), BodyHandlers.ofInputStream());
  }

  /// Asks for something to be done that takes no body.
  public Answer post(String pathAndQuery) throws IOException, InterruptedException {
    var request = request(pathAndQuery).timeout(READ_TIMEOUT);
    key.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
    return answer(
        http.send(
            request.POST(HttpRequest.BodyPublishers.noBody()).build(), BodyHandlers.ofString()));
  }

  /// Asks for something to be ended.
  public Answer delete(String pathAndQuery) throws IOException, InterruptedException {
    var request = request(pathAndQuery).timeout(READ_TIMEOUT).DELETE();
    key.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
    return answer(http.send(request.build(), BodyHandlers.ofString()));
  }

  /// Sends a capture or a list of papers. A server that says "not now, later" is tried again for a
  /// while, because sending twice changes nothing.
  ///
  /// @param patience for how long to try again
  public Answer send(Upload upload, Duration patience) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      Answer answer = sendOnce(upload);
      Optional<Duration> pause = answer.retryAfter();
      if (pause.isEmpty() || !upload.repeatable() || System.nanoTime() > deadline) {
        return answer;
      }
      Thread.sleep(pause.get());
    }
  }

  private Answer sendOnce(Upload upload) throws IOException, InterruptedException {
    var request = request(upload.pathAndQuery()).header("Content-Type", upload.contentType());
    key.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
    return answer(http.send(request.POST(upload.body()).build(), BodyHandlers.ofString()));
  }

  /// Waits until what was written is visible to readers.
  ///
  /// @param position what the write answered
  /// @param patience how long to wait at most
  /// @return whether it is visible
  public boolean awaitVisible(String position, Duration patience)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      long left = Duration.ofNanos(deadline - System.nanoTime()).toSeconds();
      var request =
          request("/v1/papers?limit=1")
              .timeout(READ_TIMEOUT)
              .header("Paperwire-Min-Position", position)
              .header("Prefer", "wait=" + Math.clamp(left, 1, HOLD_SECONDS))
              .build();
      Answer answer = answer(http.send(request, BodyHandlers.ofString()));
      if (answer.isOk()) {
        return true;
      }
      if (answer.status() != 503) {
        throw new IOException("the position could not be waited for: " + answer.problem());
      }
      if (System.nanoTime() > deadline) {
        return false;
      }
      Thread.sleep(Duration.ofMillis(100));
    }
  }

  private HttpRequest.Builder request(String pathAndQuery) {
    return HttpRequest.newBuilder(address.resolve(pathAndQuery));
  }

  private static Answer answer(HttpResponse<String> response) {
    return new Answer(response.statusCode(), response.headers(), json(response.body()));
  }

  private static JsonNode json(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance(); // A page of a proxy, say; the status tells enough.
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
