package org.paperwire.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.paperwire.client.Server;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Lists dead letters.
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    header = "List dead letters, newest first.",
    description =
        "List dead letters, newest first, each with its id, reason and where it came from.",
    footer = {"", "Exit codes: 0 listed, even when there are none; 1 refused; 3 nobody answers."})
final class DeadLettersList implements Callable<Integer> {

  private static final int PAGE = 100;

  @Option(names = "--reason", paramLabel = "R", description = "Only those with this reason.")
  private @Nullable String reason;

  @Option(names = "--source", paramLabel = "S", description = "Only those of this source.")
  private @Nullable String source;

  @Option(
      names = "--stage",
      paramLabel = "S",
      description = "Only those of this stage: ingest, or a step of the enrichment.")
  private @Nullable String stage;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "How many at most (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Option(names = "--json", description = "Print them as one JSON array.")
  private boolean json;

  @Mixin private final Connection connection = new Connection();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    ArrayNode letters = Server.JSON.createArrayNode();
    try (Server server = connection.open()) {
      var query =
          new DeadLetters.Query(
              Optional.ofNullable(reason), Optional.ofNullable(source), Optional.ofNullable(stage));
      Optional<String> cursor = Optional.empty();
      do {
        int wanted = Math.min(PAGE, limit - letters.size());
        JsonNode page = PaperText.orRefuse(server.get(query.path(wanted, cursor)));
        page.path("items").forEach(letters::add);
        cursor = Optional.ofNullable(page.path("next").textValue());
      } while (cursor.isPresent() && letters.size() < limit);
    }
    if (json) {
      out.println(letters.toPrettyString());
    } else {
      letters.forEach(letter -> print(letter, out));
      out.printf("%d dead letter%s%n", letters.size(), letters.size() == 1 ? "" : "s");
    }
    return ExitCodes.DONE;
  }

  private static void print(JsonNode letter, PrintWriter out) {
    out.printf(
        "%s  %s  %s%n  %s%n",
        PaperText.text(letter, "letterId"),
        PaperText.text(letter, "receivedAt"),
        PaperText.text(letter, "reason"),
        PaperText.text(letter, "detail"));
    String name = PaperText.text(letter, "name");
    String at = PaperText.text(letter, "at");
    out.printf(
        "  %s of %s, %d bytes%s%s%n",
        PaperText.text(letter, "stage"),
        PaperText.text(letter, "source"),
        letter.path("length").asLong(),
        name.isEmpty() ? "" : ", " + name,
        at.isEmpty() ? "" : ", number " + at);
  }
}
