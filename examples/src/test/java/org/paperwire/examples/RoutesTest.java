package org.paperwire.examples;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.web.router.Router;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.paperwire.broker.FreePort;
import org.paperwire.platform.keys.Key;
import org.paperwire.platform.keys.KeyFile;
import org.paperwire.platform.keys.Scope;
import org.paperwire.platform.keys.Token;

/// Every route of all services together that changes something, against every kind of key. No
/// broker is there: who is let in meets an error that is not about keys.
@Timeout(120)
class RoutesTest {

  /// What each of them needs. A route that is not here fails the test.
  private static final Map<String, Scope> NEEDED =
      Map.ofEntries(
          Map.entry("POST /v1/captures", Scope.INGEST),
          Map.entry("POST /v1/papers", Scope.INGEST),
          Map.entry("POST /v1/dead-letters/{letterId}/resend", Scope.ADMIN),
          Map.entry("POST /v1/identity/decisions", Scope.ADMIN),
          Map.entry("POST /v1/views/{view}/rebuilds", Scope.ADMIN),
          Map.entry("POST /v1/views/{view}/rebuilds/{number}/switch", Scope.ADMIN),
          Map.entry("DELETE /v1/views/{view}/rebuilds/{number}", Scope.ADMIN),
          Map.entry("POST /v1/enrichment/rebuilds", Scope.ADMIN),
          Map.entry("POST /v1/enrichment/rebuilds/{number}/switch", Scope.ADMIN),
          Map.entry("DELETE /v1/enrichment/rebuilds/{number}", Scope.ADMIN));

  private static final Map<String, String> GOLDEN =
      Map.of(
          "x-content-type-options", "nosniff",
          "referrer-policy", "no-referrer",
          "cross-origin-resource-policy", "same-origin",
          "cross-origin-opener-policy", "same-origin");

  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir static Path folder;
  private static final Map<Scope, Token> tokens =
      Stream.of(Scope.values()).collect(toMap(scope -> scope, _ -> Token.random()));
  private static final Token revoked = Token.random();
  private static final HttpClient client = HttpClient.newHttpClient();
  private static EmbeddedServer server;

  @BeforeAll
  static void start() throws IOException {
    Path keys = folder.resolve("keys");
    KeyFile.change(keys, file -> file.with(key(revoked, Set.of(Scope.values()))));
    for (Scope scope : Scope.values()) {
      KeyFile.change(keys, file -> file.with(key(tokens.get(scope), Set.of(scope))));
    }
    KeyFile.change(keys, file -> file.without(revoked.id()));
    var settings =
        new HashMap<>(Services.settings(folder, "127.0.0.1:" + FreePort.choose(), "mock://none"));
    settings.put("paperwire.keys.file", keys.toString());
    server = ApplicationContext.run(EmbeddedServer.class, settings);
  }

  @AfterAll
  static void stop() {
    client.shutdownNow();
    server.close();
  }

  private static Key key(Token token, Set<Scope> scopes) {
    return Key.of(token, scopes, LocalDate.of(2026, 11, 22), token.id());
  }

  private static Set<String> needed() {
    return new TreeSet<>(NEEDED.keySet());
  }

  @Test
  void everyRouteThatChangesSomethingIsInTheMatrix() {
    assertThat(routes().filter(route -> !READING.contains(route.split(" ")[0])))
        .containsExactlyInAnyOrderElementsOf(needed());
  }

  /// Of all services: `POST /v1/views/{view}/rebuilds`.
  private static Stream<String> routes() {
    return server
        .getApplicationContext()
        .getBean(Router.class)
        .uriRoutes()
        .map(route -> route.getHttpMethodName() + " " + route.getUriMatchTemplate().toPathString())
        .distinct();
  }

  @ParameterizedTest
  @MethodSource("needed")
  void aRouteLetsInWhoHasAKeyThatIsGoodForIt(String route) {
    Scope scope = NEEDED.get(route);

    assertThat(ask(route, tokens.get(scope))).isNotIn(401, 403, 429);
  }

  @ParameterizedTest
  @MethodSource("needed")
  void aRouteLetsInNobodyElse(String route) {
    var softly = new SoftAssertions();
    softly.assertThat(ask(route)).as("no key").isEqualTo(401);
    softly.assertThat(ask(route, Token.random())).as("a key that is none").isEqualTo(401);
    softly.assertThat(ask(route, revoked)).as("a key that was revoked").isEqualTo(401);
    for (Scope scope : Scope.values()) {
      if (scope != NEEDED.get(route)) {
        softly.assertThat(ask(route, tokens.get(scope))).as(scope.word()).isEqualTo(403);
      }
    }
    softly.assertAll();
  }

  /// What the framework brings along, and what somebody who knows it would try.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "beans",
        "caches",
        "env",
        "heapdump",
        "info",
        "loggers",
        "loggers/ROOT",
        "metrics",
        "metrics/jvm.memory.used",
        "refresh",
        "routes",
        "stop",
        "threaddump"
      })
  void whatTellsOrChangesTheProcessIsNotThere(String endpoint) {
    for (String method : new String[] {"GET", "POST", "DELETE"}) {
      assertThat(ask(method + " /" + endpoint, tokens.get(Scope.ADMIN))).as(method).isIn(404, 405);
    }
  }

  /// Whatever it answers, and who is refused too. What asks the broker waits for it a while.
  @Test
  @Tag("thorough")
  void everyRouteAnswersWithAllThatKeepsBrowsersFromWhatWasNotMeant() throws Exception {
    Map<String, Future<Map<String, List<String>>>> answers = new TreeMap<>();
    try (var asking = Executors.newVirtualThreadPerTaskExecutor()) {
      routes()
          .filter(route -> !route.startsWith("HEAD ") && !route.startsWith("OPTIONS "))
          .forEach(route -> answers.put(route, asking.submit(() -> send(route).headers().map())));
    }

    assertThat(answers).hasSizeGreaterThan(30);
    var softly = new SoftAssertions();
    for (var answer : answers.entrySet()) {
      Map<String, List<String>> headers = answer.getValue().get();
      GOLDEN.forEach(
          (name, value) ->
              softly.assertThat(headers.get(name)).as(answer.getKey()).containsExactly(value));
      softly
          .assertThat(headers.get("content-security-policy"))
          .as(answer.getKey())
          .singleElement(InstanceOfAssertFactories.STRING)
          .startsWith("default-src 'none'; ")
          .contains("base-uri 'none'", "frame-ancestors 'none'", "form-action ")
          .doesNotContain("unsafe", "*", "script-src", "http");
      softly.assertThat(headers).as(answer.getKey()).containsKey("cache-control");
      softly
          .assertThat(headers)
          .as(answer.getKey())
          .doesNotContainKeys("server", "x-powered-by", "access-control-allow-credentials");
    }
    softly.assertAll();
  }

  private static int ask(String route, Token... shown) {
    try {
      return send(route, shown).statusCode();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("no answer", e);
    }
  }

  /// @param route `POST /v1/views/{view}/rebuilds`
  private static HttpResponse<InputStream> send(String route, Token... shown)
      throws IOException, InterruptedException {
    String[] parts = route.split(" ", 2);
    String path = parts[1].replace("{view}", "nothing").replaceAll("\\{[^}]*}", "4711");
    var request =
        HttpRequest.newBuilder(server.getURI().resolve(path))
            .timeout(PATIENCE)
            .method(parts[0], HttpRequest.BodyPublishers.noBody());
    for (Token token : shown) {
      request.header("Authorization", "Bearer " + token.secret());
    }
    HttpResponse<InputStream> answer =
        client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    answer.body().close();
    return answer;
  }
}
