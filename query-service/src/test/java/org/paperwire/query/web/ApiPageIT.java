package org.paperwire.query.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.paperwire.platform.openapi.ApiDocument;
import org.paperwire.platform.openapi.Operation;
import org.paperwire.platform.openapi.Operation.Answer;
import org.paperwire.query.QueryWorld;

/// The description of the API, over HTTP.
class ApiPageIT {

  private static QueryWorld world;
  private static ApiDocument document;

  @BeforeAll
  static void start() {
    world = QueryWorld.started();
    world.settle();
    document = ApiDocument.ofClassPath(ApiPageIT.class.getClassLoader());
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @Test
  void theDocumentIsServedAsYamlAndAsJson() throws IOException {
    HttpResponse<String> yaml = world.get("/openapi.yml");
    HttpResponse<String> json = world.get("/openapi.json");

    assertThat(yaml.statusCode()).isEqualTo(200);
    assertThat(type(yaml)).isEqualTo("application/yaml");
    assertThat(yaml.body()).isEqualTo(document.yaml());
    assertThat(type(json)).isEqualTo("application/json");
    assertThat(new ObjectMapper().readTree(json.body()))
        .isEqualTo(new ObjectMapper().valueToTree(document.tree()));
  }

  @Test
  void thePageTellsOfEveryCall() {
    HttpResponse<String> page = world.get("/api");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(document.operations()).hasSizeGreaterThan(15);
    for (Operation call : document.operations()) {
      assertThat(page.body())
          .contains("id=\"" + call.method() + call.path() + "\"")
          .contains("<code>" + call.path() + "</code>");
    }
    assertThat(page.body())
        .contains("curl -s '" + world.uri() + "/v1/papers'")
        .doesNotContain("<script", "style=");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .startsWith("default-src 'none'");
  }

  @Test
  void everyExampleIsAnsweredAsTheDocumentSays() throws Exception {
    List<Operation> reads =
        document.operations().stream().filter(call -> call.method().equals("GET")).toList();
    assertThat(reads).isNotEmpty();

    var softly = new SoftAssertions();
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (Operation call : reads) {
        HttpRequest request =
            HttpRequest.newBuilder(URI.create(world.uri() + Curl.address(call)))
                .timeout(QueryWorld.PATIENCE)
                .build();
        HttpResponse<InputStream> answer =
            client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        answer.body().close();
        softly
            .assertThat(said(call, answer.statusCode()))
            .as(call.path() + " answers " + answer.statusCode())
            .anySatisfy(said -> assertThat(said.types()).as(call.path()).contains(type(answer)));
      }
    }
    softly.assertAll();
  }

  @Test
  void everyAnswerOfWhateverKindKeepsBrowsersFromWhatWasNotMeant() throws Exception {
    var addresses =
        new ArrayList<>(
            List.of(
                "/papers/nothing",
                "/v1/papers/nothing",
                "/v1/papers?limit=0",
                "/v1/feed?from=nonsense",
                "/nowhere",
                "/v1/search?q=" + "%C3%A4".repeat(10_000)));
    document.operations().stream()
        .filter(call -> call.method().equals("GET"))
        .forEach(call -> addresses.add(Curl.address(call)));

    var softly = new SoftAssertions();
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (String address : addresses) {
        HttpResponse<InputStream> answer =
            client.send(
                HttpRequest.newBuilder(URI.create(world.uri() + address))
                    .timeout(QueryWorld.PATIENCE)
                    .build(),
                HttpResponse.BodyHandlers.ofInputStream());
        answer.body().close();
        checkHeaders(softly, address + " answers " + answer.statusCode(), answer.headers().map());
      }
    }
    for (String request :
        List.of(
            "PUT /v1/papers HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n",
            "OPTIONS /v1/papers HTTP/1.1\r\nHost: a\r\nOrigin: http://b\r\n\r\n",
            "HEAD /v1/papers HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(10_000) + "\r\n\r\n",
            "this is no request\r\n\r\n")) {
      checkHeaders(softly, request.lines().findFirst().orElseThrow(), raw(request));
    }
    softly.assertAll();
  }

  private static void checkHeaders(
      SoftAssertions softly, String of, Map<String, List<String>> headers) {
    softly
        .assertThat(one(headers, "content-security-policy"))
        .as("policy: " + of)
        .contains("default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action")
        .doesNotContain("unsafe", "*", "script-src");
    softly.assertThat(one(headers, "x-content-type-options")).as(of).isEqualTo("nosniff");
    softly.assertThat(one(headers, "referrer-policy")).as(of).isEqualTo("no-referrer");
    softly.assertThat(one(headers, "cross-origin-resource-policy")).as(of).isEqualTo("same-origin");
    softly.assertThat(one(headers, "cross-origin-opener-policy")).as(of).isEqualTo("same-origin");
    softly.assertThat(one(headers, "cache-control")).as("cache: " + of).isNotEmpty();
    softly.assertThat(headers).as(of).doesNotContainKeys("server", "x-powered-by");
    boolean isDocument = of.startsWith("/openapi.");
    softly
        .assertThat(headers.containsKey("access-control-allow-origin"))
        .as("read by pages of others: " + of)
        .isEqualTo(isDocument);
    if (one(headers, "content-type").startsWith("text/html")) {
      softly.assertThat(one(headers, "content-type")).as(of).endsWith("charset=utf-8");
    }
  }

  private static String one(Map<String, List<String>> headers, String name) {
    return String.join(" AND ", headers.getOrDefault(name, List.of()));
  }

  /// The headers that bytes are answered with.
  private static Map<String, List<String>> raw(String request) throws IOException {
    try (var socket = new Socket("127.0.0.1", world.uri().getPort())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      var lines =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      assertThat(lines.readLine()).startsWith("HTTP/1.1 ");
      var headers = new HashMap<String, List<String>>();
      for (String line = lines.readLine(); !line.isEmpty(); line = lines.readLine()) {
        String[] header = line.split(": *", 2);
        headers
            .computeIfAbsent(header[0].toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
            .add(header[1]);
      }
      return headers;
    }
  }

  private static List<Answer> said(Operation call, int status) {
    return call.answers().stream()
        .filter(answer -> answer.status().equals(Integer.toString(status)))
        .toList();
  }

  /// The media type without its parameters, as the document has it.
  private static String type(HttpResponse<?> answer) {
    return answer.headers().firstValue("Content-Type").orElse("").replaceAll(";.*", "");
  }
}
