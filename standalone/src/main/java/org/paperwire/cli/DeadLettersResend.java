package org.paperwire.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.paperwire.client.Answer;
import org.paperwire.client.Server;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Sends dead letters again.
@Command(
    name = "resend",
    mixinStandardHelpOptions = true,
    header = "Send dead letters again.",
    description = {
      "Send dead letters again, each as the request did that brought it, and say what became of it.",
      "",
      "Sending twice does no harm: what is there already stays as it is."
    },
    footer = {
      "",
      "Exit codes: 0 all of it was taken; 1 refused; 3 nobody answers; 4 some of it still cannot be "
          + "read."
    })
final class DeadLettersResend implements Callable<Integer> {

  /// Letters that one command sends again; more takes another.
  private static final int LETTERS_MAX = 10_000;

  private static final int PAGE = 200;

  @Parameters(
      paramLabel = "ID",
      arity = "0..*",
      description = "The letters' ids, as list prints them.")
  private List<String> ids = List.of();

  @Option(
      names = "--all-of-reason",
      paramLabel = "R",
      description = "All letters with this reason, up to 10,000.")
  private @Nullable String allOfReason;

  @Option(names = "--json", description = "Print the server's answers as one JSON array.")
  private boolean json;

  @Mixin private final Connection connection = new Connection();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    if (ids.isEmpty() && allOfReason == null) {
      throw new Refusal(ExitCodes.USAGE, "Which? Ids of letters, or --all-of-reason R.");
    }
    PrintWriter out = spec.commandLine().getOut();
    ArrayNode answers = Server.JSON.createArrayNode();
    int taken = 0;
    try (Server server = connection.open()) {
      Set<String> letters = letters(server);
      for (String id : letters) {
        Answer answer = server.post(DeadLetters.PATH + "/" + DeadLetters.encoded(id) + "/resend");
        boolean whole = isTaken(answer);
        taken += whole ? 1 : 0;
        if (json) {
          ObjectNode told = answers.addObject().put("letterId", id).put("status", answer.status());
          told.set("answer", answer.body());
        } else {
          out.printf("%s  %s%n", PaperText.clean(id), whole ? "taken" : refusal(answer));
        }
      }
      if (json) {
        out.println(answers.toPrettyString());
      } else {
        out.printf("%d of %d taken%n", taken, letters.size());
      }
      return taken == letters.size() ? ExitCodes.DONE : ExitCodes.IN_PART;
    }
  }

  /// All of them before the first is sent: what fails again would be met again.
  private Set<String> letters(Server server) throws IOException, InterruptedException, Refusal {
    var letters = new LinkedHashSet<>(ids);
    if (allOfReason == null) {
      return letters;
    }
    var query = new DeadLetters.Query(Optional.of(allOfReason), Optional.empty(), Optional.empty());
    Optional<String> cursor = Optional.empty();
    do {
      JsonNode page = PaperText.orRefuse(server.get(query.path(PAGE, cursor)));
      page.path("items").forEach(letter -> letters.add(letter.path("letterId").asText()));
      cursor = Optional.ofNullable(page.path("next").textValue());
    } while (cursor.isPresent() && letters.size() < LETTERS_MAX);
    return letters;
  }

  private static boolean isTaken(Answer answer) {
    return answer.isOk() && answer.body().path("rejectedCount").asLong() == 0;
  }

  private static String refusal(Answer answer) {
    JsonNode rejected = answer.body().path("rejected").path(0);
    return PaperText.clean(
        rejected.isMissingNode()
            ? answer.problem()
            : rejected.path("reason").asText() + ": " + rejected.path("detail").asText());
  }
}
