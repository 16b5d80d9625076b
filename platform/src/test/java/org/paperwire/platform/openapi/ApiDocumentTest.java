package org.paperwire.platform.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperwire.platform.openapi.Operation.Answer;
import org.paperwire.platform.openapi.Operation.Parameter;

class ApiDocumentTest {

  private static final String KITES =
      """
      info:
        title: Kites alone
      paths:
        /v1/kites/{name}:
          get:
            tags: [Kites]
            summary: One kite.
            description: "One kite. With its \\\\`string\\\\`."
            parameters:
              - name: name
                in: path
                required: true
                description: What it is called.
                schema: {type: string}
                example: 2025-07-10
              - $ref: "#/components/parameters/Prefer"
            responses:
              "200":
                description: It.
                content:
                  application/json; charset=utf-8:
                    schema:
                      $ref: "#/components/schemas/Kite"
              "503":
                description: Service Unavailable
                $ref: "#/components/responses/NotNow"
      components:
        schemas:
          Kite:
            type: object
            required: [colour, tail]
            properties:
              colour: {type: string}
              tail: {type: string}
      """;

  @TempDir Path folder;

  @Test
  void thePartsOfAllModulesAreOneDocument() throws IOException {
    ApiDocument document = of(KITES, KITES.replace("kites", "winds").replace("Kite", "Wind"));

    assertThat(document.operations())
        .extracting(Operation::path)
        .contains("/health", "/openapi.yml", "/v1/kites/{name}", "/v1/winds/{name}")
        .isSorted();
    assertThat(ApiDocument.mapping(document.tree().get("info")))
        .containsEntry("title", "Paperwire");
    assertThat(schemas(document)).containsKeys("Problem", "Kite", "Wind");
  }

  @Test
  void aCallIsToldWithEveryReferenceFollowed() throws IOException {
    Operation call =
        of(KITES).operations().stream()
            .filter(operation -> operation.path().startsWith("/v1/kites"))
            .findFirst()
            .orElseThrow();

    assertThat(call.group()).isEqualTo("Kites");
    assertThat(call.summary()).isEqualTo("One kite.");
    assertThat(call.more()).isEqualTo("With its `string`.");
    assertThat(call.parameters())
        .extracting(Parameter::name, Parameter::in, Parameter::required)
        .containsExactly(tuple("name", "path", true), tuple("Prefer", "header", false));
    assertThat(call.parameters().getFirst().example())
        .as("a day stays text")
        .contains("2025-07-10");
    assertThat(call.answers()).extracting(Answer::status).containsExactly("200", "503");
    assertThat(call.answers().getFirst().types()).containsExactly("application/json");
    assertThat(call.answers().getLast().headers()).containsExactly("Retry-After");
  }

  @Test
  void aReferenceStandsAloneAndADemandForEverythingIsNone() throws IOException {
    ApiDocument document = of(KITES);

    assertThat(document.yaml()).doesNotContain("Service Unavailable");
    assertThat(ApiDocument.mapping(schemas(document).get("Kite"))).doesNotContainKey("required");
    assertThat(ApiDocument.mapping(schemas(document).get("Problem"))).containsKey("required");
  }

  @Test
  void twoPartsThatContradictEachOtherAreAMistake() {
    assertThatIllegalStateException()
        .isThrownBy(() -> of(KITES, KITES.replace("One kite.", "Another kite.")))
        .withMessageContaining("/paths//v1/kites/{name}/get/summary");
  }

  @Test
  void aReferenceToNothingIsAMistake() throws IOException {
    ApiDocument document = of(KITES.replace("responses/NotNow", "responses/Never"));
    assertThatIllegalStateException()
        .isThrownBy(document::operations)
        .withMessageContaining("#/components/responses/Never");
  }

  private static Map<String, Object> schemas(ApiDocument document) {
    return ApiDocument.mapping(
        ApiDocument.mapping(document.tree().get("components")).get("schemas"));
  }

  private ApiDocument of(String... parts) throws IOException {
    URL[] modules = new URL[parts.length];
    for (int i = 0; i < parts.length; i++) {
      Path module = folder.resolve("module-" + i);
      Files.createDirectories(module.resolve("META-INF/swagger"));
      Files.writeString(module.resolve("META-INF/swagger/openapi.yml"), parts[i]);
      URI address = module.toUri();
      modules[i] = address.toURL();
    }
    try (var classes = new URLClassLoader(modules, getClass().getClassLoader())) {
      return ApiDocument.ofClassPath(classes);
    }
  }
}
