package org.paperwire.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.paperwire.client.Server;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Shows one paper.
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    header = "Show one paper.",
    description = "Show one paper with all that is known of it.",
    footer = {"", "Exit codes: 0 shown; 1 there is no such paper; 3 nobody answers."})
final class Show implements Callable<Integer> {

  @Parameters(
      paramLabel = "ID",
      description = "A paper id, or an identifier such as arxiv:2409.02877 or doi:10.1000/182.")
  private String id = "";

  @Option(names = "--json", description = "Print the server's answer.")
  private boolean json;

  @Mixin private final Connection connection = new Connection();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    try (Server server = connection.open()) {
      JsonNode paper =
          PaperText.orRefuse(
              server.get("/v1/papers/" + URLEncoder.encode(id, StandardCharsets.UTF_8)));
      if (json) {
        out.println(paper.toPrettyString());
      } else {
        PaperText.printAll(paper, out);
      }
      return ExitCodes.DONE;
    }
  }
}
