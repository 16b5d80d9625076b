package org.paperwire.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;

/// What the server answered.
///
/// @param status of HTTP
/// @param headers of HTTP
/// @param body the JSON; missing when the body is none
public record Answer(int status, HttpHeaders headers, JsonNode body) {

  private static final Duration RETRY_MAX = Duration.ofSeconds(5);

  public boolean isOk() {
    return status / 100 == 2;
  }

  /// When the server asks to be tried again: after how long, bounded.
  public Optional<Duration> retryAfter() {
    if (status != 503 && status != 429) {
      return Optional.empty();
    }
    return headers.firstValueAsLong("Retry-After").stream()
        .mapToObj(Duration::ofSeconds)
        .map(pause -> pause.compareTo(RETRY_MAX) > 0 ? RETRY_MAX : pause)
        .findFirst();
  }

  /// The problem as a sentence: what happened, in the server's words (RFC 9457) where it has any.
  public String problem() {
    String detail = body.path("detail").asText(body.path("title").asText(""));
    return detail.isEmpty() ? "HTTP " + status : detail + " (HTTP " + status + ")";
  }
}
