package org.paperwire.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import org.paperwire.client.Answer;
import org.paperwire.client.Server;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Finds papers.
@Command(
    name = "search",
    mixinStandardHelpOptions = true,
    header = "Find papers.",
    description = "Find papers by words in their titles, abstracts and authors, best first.",
    footer = {
      "",
      "Exit codes: 0 answered, even when nothing was found; 1 refused; 3 nobody answers."
    })
final class Search implements Callable<Integer> {

  @Parameters(paramLabel = "WORDS", arity = "1..*", description = "What to look for.")
  private List<String> words = List.of();

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "10",
      description = "How many at most (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Option(names = "--json", description = "Print the server's answer.")
  private boolean json;

  @Mixin private final Connection connection = new Connection();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    String query = URLEncoder.encode(String.join(" ", words), StandardCharsets.UTF_8);
    try (Server server = connection.open()) {
      Answer answer = server.get("/v1/search?q=" + query + "&limit=" + limit);
      JsonNode found = PaperText.orRefuse(answer);
      if (json) {
        out.println(found.toPrettyString());
        return ExitCodes.DONE;
      }
      found.path("hits").forEach(hit -> PaperText.print(hit, out));
      out.printf("%d of %d papers%n", found.path("hits").size(), found.path("total").asLong());
      return ExitCodes.DONE;
    }
  }
}
