package org.paperwire.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.paperwire.client.Server;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Proves that what serves is what the log says, or tells what a change would do.
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    header = "Build the view aside and compare it with the one that serves, paper by paper.",
    description = {
      "Build the search view again aside, compare it with the one that serves when both have read "
          + "exactly as far, and remove it. Equal views have equal digests: the number of papers, and "
          + "the sum of the SHA-256 of their canonical forms, whatever their order.",
      "",
      "With --against, compare a generation that is held (rebuild --hold) and leave it: what would "
          + "the switch change? Papers are retagged, changed (with the fields that differ), merged, "
          + "split, moved (the same records under another id), added or missing; ids that were merged "
          + "away are redirected."
    },
    footer = {"", "Exit codes: 0 equal; 1 refused or failed; 3 nobody answers; 4 different."})
final class Verify implements Callable<Integer> {

  private static final String VIEW = "search";
  private static final int SHOWN = 200;

  @Option(
      names = "--against",
      paramLabel = "GENERATION",
      description =
          "Compare with this generation, which is held beside the one that serves; or with that which "
              + "is made of a generation of the enrichment that is held: enrichment.")
  private @Nullable String against;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Records a second at most, for the sake of readers.")
  private @Nullable Integer rate;

  @Option(
      names = "--json",
      description = "Print every difference as a line of JSON, and the summary as the last.")
  private boolean json;

  @Mixin private final Connection connection = new Connection();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    try (Server server = connection.open()) {
      return against == null
          ? buildAndCompare(server)
          : compare(server, generation(server, against));
    }
  }

  private static int generation(Server server, String against)
      throws IOException, InterruptedException, Refusal {
    if (against.equals(RebuildWork.ENRICHMENT)) {
      return new RebuildWork(server, VIEW).heldForTheEnrichment();
    }
    try {
      return Integer.parseInt(against);
    } catch (NumberFormatException e) {
      throw new Refusal(
          ExitCodes.FAILED, "--against is the number of a generation, or enrichment.");
    }
  }

  private int buildAndCompare(Server server) throws IOException, InterruptedException, Refusal {
    var work = new RebuildWork(server, VIEW);
    JsonNode begun = work.start(true, rate);
    int number = begun.path("number").asInt();
    boolean removed = false;
    try {
      JsonNode held = work.await(begun, true);
      if (!held.path("state").asText().equals("held")) {
        throw new Refusal(ExitCodes.FAILED, RebuildWork.words(VIEW, held));
      }
      int verdict = compare(server, held.path("generation").asInt());
      work.cancel(number);
      removed = true;
      return verdict;
    } finally {
      if (!removed) {
        server.delete("/v1/views/" + VIEW + "/rebuilds/" + number);
      }
    }
  }

  private int compare(Server server, int generation)
      throws IOException, InterruptedException, Refusal {
    HttpResponse<InputStream> answer =
        server.open("/v1/views/" + VIEW + "/comparison?generation=" + generation);
    try (var lines =
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
      if (answer.statusCode() != 200) {
        String body = lines.lines().collect(Collectors.joining());
        throw new Refusal(
            ExitCodes.FAILED,
            PaperText.clean(Server.JSON.readTree(body).path("detail").asText(body)));
      }
      return tell(lines, generation);
    }
  }

  private int tell(BufferedReader lines, int generation) throws IOException, Refusal {
    PrintWriter out = spec.commandLine().getOut();
    long shown = 0;
    for (String text = lines.readLine(); text != null; text = lines.readLine()) {
      JsonNode line = Server.JSON.readTree(text);
      JsonNode summary = line.path("summary");
      if (json) {
        out.println(text);
      } else if (summary.isMissingNode() && ++shown <= SHOWN) {
        out.println(words(line));
      }
      if (!summary.isMissingNode()) {
        if (!json) {
          sum(summary, shown, generation, line.path("level").asBoolean(true), out);
        }
        return summary.path("equal").asBoolean() ? ExitCodes.DONE : ExitCodes.IN_PART;
      }
    }
    throw new Refusal(ExitCodes.FAILED, "The comparison broke off before its end.");
  }

  private static void sum(
      JsonNode summary, long differences, int generation, boolean level, PrintWriter out) {
    if (differences > SHOWN) {
      out.printf("… and %,d more; --json tells all of them%n", differences - SHOWN);
    }
    out.printf("same          %,d papers%n", summary.path("papers").asLong());
    if (summary.path("restamped").asLong() > 0) {
      out.printf(
          "%-13s %,d (the same tags, by another version of the rules)%n",
          "restamped", summary.path("restamped").asLong());
    }
    summary
        .path("differences")
        .properties()
        .forEach(kind -> out.printf("%-13s %,d%n", kind.getKey(), kind.getValue().asLong()));
    out.printf("serving       %s%n", digests(summary.path("serving")));
    out.printf("%-13s %s%n", "generation " + generation, digests(summary.path("other")));
    out.println(summary.path("equal").asBoolean() ? "They are equal." : "They differ.");
    if (!level) {
      out.println("Papers came meanwhile: what is new since is among the differences.");
    }
  }

  private static String digests(JsonNode side) {
    return "%s, redirects %s"
        .formatted(side.path("papers").asText(), side.path("redirects").asText());
  }

  private static String words(JsonNode difference) {
    var words = new StringBuilder();
    words.append(
        "%-10s %s"
            .formatted(PaperText.text(difference, "change"), PaperText.text(difference, "id")));
    if (difference.has("title")) {
      words.append("  ").append(PaperText.text(difference, "title"));
    }
    difference
        .path("tagsAdded")
        .forEach(tag -> words.append("  +").append(PaperText.clean(tag.asText())));
    difference
        .path("tagsRemoved")
        .forEach(tag -> words.append("  -").append(PaperText.clean(tag.asText())));
    if (PaperText.text(difference, "change").equals("changed")) {
      words
          .append("  ")
          .append(
              difference
                  .path("fields")
                  .valueStream()
                  .map(JsonNode::asText)
                  .collect(Collectors.joining(", ")));
    }
    if (difference.has("papers")) {
      words
          .append("  → ")
          .append(
              difference
                  .path("papers")
                  .valueStream()
                  .map(JsonNode::asText)
                  .collect(Collectors.joining(", ")));
    }
    return words.toString();
  }
}
