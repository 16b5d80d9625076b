package org.paperwire.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.paperwire.client.Server;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Builds a view again.
@Command(
    name = "rebuild",
    mixinStandardHelpOptions = true,
    header = "Build a view, or the enrichment, again beside what serves, and switch.",
    description = {
      "Build a view again from the beginning of its topic. What serves goes on serving until the new "
          + "generation has read everything; then readers are switched to it at one moment, and the "
          + "one before stays for the way back.",
      "",
      "The enrichment is built again from the first sighting: records, papers and tags, by the logic "
          + "and the rules that are there now. All views are built of what comes out, and switched to "
          + "it together.",
      "",
      "It goes on when this command is interrupted: GET /v1/views tells how far it is."
    },
    footer = {
      "",
      "  ./paperwire rebuild search                 build and switch",
      "  ./paperwire rebuild search --hold          build and wait, caught up",
      "  ./paperwire verify --against GENERATION    what would the switch change?",
      "  ./paperwire rebuild search --switch        now",
      "  ./paperwire rebuild search --back          no, back",
      "",
      "  ./paperwire rebuild enrichment --hold      derive all papers again, and wait",
      "  ./paperwire verify --against enrichment    which papers would change?",
      "",
      "Exit codes: 0 done; 1 refused or failed; 3 nobody answers; 4 cancelled."
    })
final class Rebuild implements Callable<Integer> {

  @Parameters(paramLabel = "VIEW", description = "Which: search, history, enrichment.")
  private String view = "";

  @ArgGroup private @Nullable Instead instead;

  @Option(names = "--hold", description = "Wait, caught up, for --switch.")
  private boolean hold;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Records a second at most, for the sake of readers.")
  private @Nullable Integer rate;

  @Option(names = "--json", description = "Print the rebuild as one JSON object at the end.")
  private boolean json;

  @Mixin private final Connection connection = new Connection();

  @Spec private CommandSpec spec = CommandSpec.create();

  /// What to do instead of building.
  private static final class Instead {
    @Option(names = "--back", description = "Go back to the generation before.")
    private boolean back;

    @Option(names = "--switch", description = "Switch to the generation that is held.")
    private boolean switchOver;

    @Option(names = "--cancel", description = "Stop the rebuild that runs and remove it.")
    private boolean cancel;
  }

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    try (Server server = connection.open()) {
      var work = new RebuildWork(server, view);
      JsonNode begun = begin(work);
      JsonNode over = work.await(begun, hold && !isSwitch());
      if (json) {
        out.println(over.toPrettyString());
      } else {
        out.println(RebuildWork.words(view, over));
      }
      return switch (over.path("state").asText()) {
        case "switched", "held" -> ExitCodes.DONE;
        case "cancelled" -> isCancel() ? ExitCodes.DONE : ExitCodes.IN_PART;
        default -> ExitCodes.FAILED;
      };
    }
  }

  private boolean isSwitch() {
    return instead != null && instead.switchOver;
  }

  private boolean isCancel() {
    return instead != null && instead.cancel;
  }

  private JsonNode begin(RebuildWork work) throws IOException, InterruptedException, Refusal {
    if (instead == null) {
      if (rate != null && view.equals(RebuildWork.ENRICHMENT)) {
        throw new Refusal(ExitCodes.FAILED, "The enrichment takes no --rate.");
      }
      return work.start(hold, rate);
    }
    if (instead.back) {
      return work.back(hold);
    }
    int running = work.running();
    return instead.switchOver ? work.switchOver(running) : work.cancel(running);
  }
}
