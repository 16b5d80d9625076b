package org.paperwire.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import org.paperwire.client.Answer;

/// Papers as text for a terminal. Control characters of a title never reach the terminal.
final class PaperText {

  private static final int AUTHORS_SHOWN = 5;

  private PaperText() {}

  /// The body of an answer, or the end of the command with the server's words.
  static JsonNode orRefuse(Answer answer) throws Refusal {
    if (!answer.isOk()) {
      throw new Refusal(ExitCodes.FAILED, clean(answer.problem()));
    }
    return answer.body();
  }

  /// One paper in two lines.
  static void print(JsonNode paper, PrintWriter out) {
    out.println(text(paper, "title"));
    String date = text(paper, "publishedAt");
    out.printf("  %s%s%s%n", text(paper, "id"), date.isEmpty() ? "" : "  " + date, byline(paper));
  }

  /// One paper with all that is known of it.
  static void printAll(JsonNode paper, PrintWriter out) {
    print(paper, out);
    field(out, "venue", text(paper, "venue"));
    paper
        .path("identifiers")
        .properties()
        .forEach(authority -> field(out, clean(authority.getKey()), texts(authority.getValue())));
    field(out, "categories", texts(paper.path("categories")));
    field(out, "tags", texts(paper.path("tags").findValues("tag")));
    field(out, "links", paper.path("links").isEmpty() ? "" : clean(paper.path("links").toString()));
    field(out, "comments", text(paper, "comments"));
    field(out, "upvotes", text(paper, "upvotes"));
    field(out, "seen at", texts(paper.path("sightings").findValues("source")));
    if (paper.has("abstract")) {
      out.println();
      out.println(text(paper, "abstract"));
    }
  }

  private static String byline(JsonNode paper) {
    List<String> names =
        paper.path("authors").findValues("name").stream().map(n -> clean(n.asText())).toList();
    String organisation =
        paper.path("organisation").path("name").asText(text(paper, "organisation"));
    if (names.isEmpty()) {
      return organisation.isEmpty() ? "" : "  " + clean(organisation);
    }
    String shown = names.stream().limit(AUTHORS_SHOWN).collect(Collectors.joining(", "));
    return "  " + shown + (names.size() > AUTHORS_SHOWN ? ", …" : "");
  }

  private static void field(PrintWriter out, String name, String value) {
    if (!value.isEmpty()) {
      out.printf("  %-11s %s%n", name, value);
    }
  }

  private static String texts(JsonNode list) {
    return list.valueStream()
        .map(node -> clean(node.asText()))
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private static String texts(List<JsonNode> list) {
    return list.stream()
        .map(node -> clean(node.asText()))
        .distinct()
        .collect(Collectors.joining(", "));
  }

  static String text(JsonNode node, String name) {
    return clean(node.path(name).asText(""));
  }

  static String clean(String text) {
    return text.replaceAll("[\\p{Cc}\\u202A-\\u202E\\u2066-\\u2069]+", " ").strip();
  }
}
