package org.paperwire.query.web;

import java.util.List;
import java.util.stream.Stream;
import org.paperwire.platform.openapi.ApiDocument;
import org.paperwire.platform.openapi.Operation;
import org.paperwire.platform.openapi.Operation.Answer;
import org.paperwire.platform.openapi.Operation.Body;
import org.paperwire.platform.openapi.Operation.Parameter;

/// The calls of the API, group by group.
///
/// @param introduction what holds for all of them, a paragraph each
public record ApiPage(List<Prose> introduction, List<Group> groups) {

  /// Calls that belong together.
  public record Group(String name, Prose description, List<Call> calls) {}

  /// One call.
  ///
  /// @param anchor its place on the page
  /// @param example a command that makes the call
  public record Call(
      String anchor,
      String method,
      String path,
      Prose summary,
      Prose more,
      List<Item> parameters,
      List<Item> answers,
      String example) {}

  /// A line about something that has a name.
  ///
  /// @param kind what it is, in a few words
  public record Item(String name, String kind, Prose text) {}

  static ApiPage of(ApiDocument document, String server) {
    List<Operation> calls = document.operations();
    return new ApiPage(
        Stream.of(document.introduction().split("\n\n")).map(Prose::of).toList(),
        document.groups().stream()
            .map(
                group ->
                    new Group(
                        group.name(),
                        Prose.of(group.description()),
                        calls.stream()
                            .filter(call -> call.group().equals(group.name()))
                            .map(call -> call(call, server))
                            .toList()))
            .filter(group -> !group.calls().isEmpty())
            .toList());
  }

  private static Call call(Operation call, String server) {
    return new Call(
        call.method() + call.path(),
        call.method(),
        call.path(),
        Prose.of(call.summary()),
        Prose.of(call.more()),
        Stream.concat(
                call.parameters().stream().map(ApiPage::item),
                call.body().map(ApiPage::item).stream())
            .toList(),
        call.answers().stream().map(ApiPage::item).toList(),
        Curl.of(call, server));
  }

  private static Item item(Parameter parameter) {
    String place = parameter.in().equals("query") ? "" : parameter.in() + ", ";
    String need = parameter.required() ? ", needed" : "";
    return new Item(
        parameter.name(), place + parameter.type() + need, Prose.of(parameter.description()));
  }

  private static Item item(Body body) {
    return new Item("body", String.join(", ", body.types()), Prose.of(body.description()));
  }

  private static Item item(Answer answer) {
    return new Item(
        answer.status(),
        Stream.concat(answer.types().stream(), answer.headers().stream())
            .reduce((a, b) -> a + ", " + b)
            .orElse(""),
        Prose.of(answer.description()));
  }
}
