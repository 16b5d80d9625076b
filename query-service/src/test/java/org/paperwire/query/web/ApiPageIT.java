package org.paperwire.query.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
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
