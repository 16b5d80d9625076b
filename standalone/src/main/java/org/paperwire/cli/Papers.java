package org.paperwire.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.paperwire.client.Server;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Lists the newest papers.
@Command(
    name = "papers",
    mixinStandardHelpOptions = true,
    header = "List the newest papers.",
    description = "List the newest papers.",
    footer = {"", "Exit codes: 0 answered; 1 refused; 3 nobody answers."})
final class Papers implements Callable<Integer> {

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many at most (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Option(names = "--json", description = "Print the server's answer.")
  private boolean json;

  @Mixin private final Connection connection = new Connection();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    try (Server server = connection.open()) {
      JsonNode list = PaperText.orRefuse(server.get("/v1/papers?sort=new&limit=" + limit));
      if (json) {
        out.println(list.toPrettyString());
      } else {
        list.path("items").forEach(paper -> PaperText.print(paper, out));
      }
      return ExitCodes.DONE;
    }
  }
}
