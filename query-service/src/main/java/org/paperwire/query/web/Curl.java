package org.paperwire.query.web;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.paperwire.platform.openapi.Operation;
import org.paperwire.platform.openapi.Operation.Parameter;

/// A command that makes a call, from the examples in the API's description.
final class Curl {

  private static final String PAPERS_A_LINE = "application/x-ndjson";
  private static final String EVENTS = "text/event-stream";

  private Curl() {}

  static String of(Operation call, String server) {
    return Stream.of("curl -s", options(call), "'" + server + address(call) + "'", body(call))
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(" "));
  }

  /// The path with the examples of what it needs.
  static String address(Operation call) {
    String path = call.path();
    for (Parameter parameter : in("path", call)) {
      path = path.replace("{" + parameter.name() + "}", parameter.example().orElse(""));
    }
    String query =
        in("query", call).stream()
            .filter(Parameter::required)
            .map(p -> p.name() + "=" + Addresses.parameter(p.example().orElse("")))
            .collect(Collectors.joining("&"));
    return query.isEmpty() ? path : path + "?" + query;
  }

  private static List<Parameter> in(String place, Operation call) {
    return call.parameters().stream().filter(parameter -> parameter.in().equals(place)).toList();
  }

  private static String options(Operation call) {
    if (answersWith(EVENTS, call)) {
      return "-N";
    }
    return answersWith(PAPERS_A_LINE, call) ? "--compressed -o papers.ndjson" : "";
  }

  private static boolean answersWith(String type, Operation call) {
    return call.answers().stream().anyMatch(answer -> answer.types().contains(type));
  }

  private static String body(Operation call) {
    if (call.body().isEmpty()) {
      return call.method().equals("GET") ? "" : "-X " + call.method();
    }
    String type = call.body().get().types().getFirst();
    return type.equals("application/json")
        ? "-H 'Content-Type: %s' -d '%s'"
            .formatted(type, call.body().get().example().orElse("{}").replace("'", "'\\''"))
        : "--data-binary @page.txt";
  }
}
