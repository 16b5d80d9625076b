package org.paperwire.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

@MicronautTest
@Property(name = "spec.name", value = "ProblemsTest")
@Property(name = "paperwire.kafka.bootstrap-servers", value = "127.0.0.1:1")
@Property(name = "micronaut.server.port", value = "-1")
class ProblemsTest {

  @Controller("/probe")
  @Requires(property = "spec.name", value = "ProblemsTest")
  static class Probe {

    @Get("/busy")
    String busy() {
      throw new ProblemException(
          Problem.unavailable("restoring", "The view is being restored.", Duration.ofSeconds(2))
              .with("done", 0.5));
    }

    @Get("/broken")
    String broken() {
      throw new IllegalStateException("secret internals");
    }

    @Post("/echo")
    Map<String, Object> echo(@Body Map<String, Object> body) {
      return body;
    }
  }

  @Inject
  @Client("/")
  HttpClient client;

  private Answer ask(HttpRequest<?> request) {
    try {
      HttpResponse<Map<String, Object>> answer =
          client
              .toBlocking()
              .exchange(
                  request,
                  Argument.mapOf(String.class, Object.class),
                  Argument.mapOf(String.class, Object.class));
      return new Answer(answer, answer.body());
    } catch (HttpClientResponseException e) {
      return new Answer(
          e.getResponse(),
          e.getResponse().getBody(Argument.mapOf(String.class, Object.class)).orElseThrow());
    }
  }

  private record Answer(HttpResponse<?> response, Map<String, Object> body) {}

  @Test
  void aProblemOfOursIsToldAsRfc9457Says() {
    Answer answer = ask(HttpRequest.GET("/probe/busy"));

    assertThat(answer.response().code()).isEqualTo(503);
    assertThat(answer.response().getContentType())
        .map(MediaType::getName)
        .contains("application/problem+json");
    assertThat(answer.response().getHeaders().get("Retry-After")).isEqualTo("2");
    assertThat(answer.body())
        .containsEntry("type", "urn:paperwire:problem:restoring")
        .containsEntry("status", 503)
        .containsEntry("detail", "The view is being restored.")
        .containsEntry("done", 0.5);
  }

  @Test
  void whatNobodyForesawIsToldWithoutInternals() {
    Answer answer = ask(HttpRequest.GET("/probe/broken"));

    assertThat(answer.response().code()).isEqualTo(500);
    assertThat(answer.body().toString()).doesNotContain("secret");
    assertThat(answer.body()).containsEntry("type", "urn:paperwire:problem:internal-server-error");
  }

  @Test
  void whatTheFrameworkFindsHasTheSameForm() {
    assertThat(ask(HttpRequest.GET("/nowhere")).body())
        .containsEntry("type", "urn:paperwire:problem:not-found");
    assertThat(ask(HttpRequest.DELETE("/probe/busy")).body()).containsEntry("status", 405);
    Answer malformed =
        ask(
            HttpRequest.POST("/probe/echo", "{\"a\":")
                .contentType(MediaType.APPLICATION_JSON_TYPE));
    assertThat(malformed.response().getContentType())
        .map(MediaType::getName)
        .contains("application/problem+json");
    assertThat(malformed.body()).containsEntry("status", 400);
  }

  @Test
  void healthIsNotReadyWhileTheBrokerIsAwayAndLivenessIs() {
    Answer ready = ask(HttpRequest.GET("/health"));

    assertThat(ready.response().code()).isEqualTo(503);
    assertThat(ask(HttpRequest.GET("/health/liveness")).response().code()).isEqualTo(200);
  }
}
