package org.paperwire.platform.openapi;

import static org.paperwire.platform.openapi.ApiDocument.mapping;
import static org.paperwire.platform.openapi.ApiDocument.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// One call of the API, with every reference followed.
///
/// @param method in upper case
/// @param group what it belongs to
/// @param summary one sentence
/// @param more what else there is to know; empty when that is all
/// @param body what it takes
public record Operation(
    String path,
    String method,
    String group,
    String summary,
    String more,
    List<Parameter> parameters,
    Optional<Body> body,
    List<Answer> answers) {

  private static final String DESCRIPTION = "description";
  private static final String CONTENT = "content";
  private static final String EXAMPLE = "example";

  /// A parameter.
  ///
  /// @param in `query`, `path` or `header`
  public record Parameter(
      String name,
      String in,
      boolean required,
      String description,
      String type,
      Optional<String> example) {}

  /// What a call takes: its media types, and an example of the first that has one.
  public record Body(String description, List<String> types, Optional<String> example) {}

  /// What a call answers with a status.
  public record Answer(
      String status, String description, List<String> types, List<String> headers) {}

  static Operation of(
      ApiDocument document, String path, String method, Map<String, Object> operation) {
    String summary = text(operation, "summary");
    String description = text(operation, DESCRIPTION);
    return new Operation(
        path,
        method.toUpperCase(Locale.ROOT),
        list(operation, "tags").stream().map(String::valueOf).findFirst().orElse(""),
        summary,
        description.startsWith(summary)
            ? description.substring(summary.length()).strip()
            : description,
        list(operation, "parameters").stream()
            .map(parameter -> parameter(document.resolved(parameter)))
            .toList(),
        Optional.ofNullable(operation.get("requestBody"))
            .map(body -> body(document.resolved(body))),
        answers(document, operation));
  }

  private static Parameter parameter(Map<String, Object> parameter) {
    Map<String, Object> schema = mapping(parameter.getOrDefault("schema", Map.of()));
    return new Parameter(
        text(parameter, "name"),
        text(parameter, "in"),
        Boolean.TRUE.equals(parameter.get("required")),
        text(parameter, DESCRIPTION),
        type(schema),
        Optional.ofNullable(parameter.getOrDefault(EXAMPLE, schema.get(EXAMPLE)))
            .map(String::valueOf));
  }

  /// The type in words: `integer, 1 to 100, usually 20`.
  private static String type(Map<String, Object> schema) {
    var words = new ArrayList<String>();
    List<?> values = list(schema, "enum");
    words.add(
        values.isEmpty()
            ? schema.getOrDefault("format", schema.getOrDefault("type", "string")).toString()
            : String.join(" | ", values.stream().map(String::valueOf).toList()));
    if (schema.containsKey("minimum") && schema.containsKey("maximum")) {
      words.add(schema.get("minimum") + " to " + schema.get("maximum"));
    }
    if (schema.containsKey("default")) {
      words.add("usually " + schema.get("default"));
    }
    return String.join(", ", words);
  }

  private static Body body(Map<String, Object> body) {
    Map<String, Object> content = mapping(body.getOrDefault(CONTENT, Map.of()));
    return new Body(
        text(body, DESCRIPTION),
        List.copyOf(content.keySet()),
        content.values().stream()
            .flatMap(type -> Optional.ofNullable(mapping(type).get(EXAMPLE)).stream())
            .map(example -> String.valueOf(example).strip())
            .findFirst());
  }

  private static List<Answer> answers(ApiDocument document, Map<String, Object> operation) {
    var answers = new ArrayList<Answer>();
    mapping(operation.getOrDefault("responses", Map.of()))
        .forEach(
            (status, said) -> {
              Map<String, Object> answer = document.resolved(said);
              answers.add(
                  new Answer(
                      status,
                      text(answer, DESCRIPTION),
                      List.copyOf(mapping(answer.getOrDefault(CONTENT, Map.of())).keySet()),
                      List.copyOf(mapping(answer.getOrDefault("headers", Map.of())).keySet())));
            });
    return List.copyOf(answers);
  }

  private static List<?> list(Map<String, Object> node, String name) {
    return node.get(name) instanceof List<?> list ? list : List.of();
  }
}
