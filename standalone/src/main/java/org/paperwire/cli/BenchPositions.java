package org.paperwire.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import org.paperwire.cli.PositionRounds.Outcome;
import org.paperwire.cli.PositionRounds.Plan;
import org.paperwire.client.Server;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Whether whoever reads with the position of a write finds it, always; and whether an answer that
/// lacks it says so.
@Command(
    name = "positions",
    mixinStandardHelpOptions = true,
    description = {
      "Under load, write papers and read everything with Paperwire-Min-Position, many times, and count "
          + "the first answers that lack anything that was acknowledged before they were asked for. "
          + "Before that, each round reads a paper without asking for a position, and counts those "
          + "answers that lack the write and do not say, by Paperwire-As-Of, that they are older.",
      "",
      "Each round reads the whole export, so it is meant for a Paperwire with little in it: the same "
          + "few papers are written again and again. Uses the Paperwire that is named or runs on "
          + "the data folder, if its export is small, or starts one on a throw-away folder."
    },
    footer = {
      "",
      "Exit codes: 0 no miss, and every old answer said so; 1 otherwise; 3 nobody answers."
    })
final class BenchPositions implements Callable<Integer> {

  private static final int ROUNDS_MAX = 10_000_000;
  private static final int WRITERS_MAX = 32;
  private static final int LOAD_MAX = 10_000;
  private static final int TOLD = 10;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "10000",
      description = "How many (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--writers",
      paramLabel = "N",
      defaultValue = "8",
      description = "Rounds at once (default: ${DEFAULT-VALUE}).")
  private int writers;

  @Option(
      names = "--load",
      paramLabel = "N",
      defaultValue = "50",
      description = "Papers a second written beside them (default: ${DEFAULT-VALUE}).")
  private int load;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Mixin private final Connection connection = new Connection();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    check(rounds, 1, ROUNDS_MAX, "--rounds");
    check(writers, 1, WRITERS_MAX, "--writers");
    check(load, 0, LOAD_MAX, "--load");
    Optional<URI> named = connection.named();
    if (named.isPresent()) {
      return measure(named.get());
    }
    try (var stack = BenchStack.open(connection.folder(), this::tell)) {
      return measure(URI.create(stack.runFile().http()));
    }
  }

  private void check(int value, int least, int most, String option) {
    if (value < least || value > most) {
      throw new ParameterException(
          spec.commandLine(), "%s is %d to %d.".formatted(option, least, most));
    }
  }

  private int measure(URI address) throws IOException, InterruptedException, Refusal {
    try (Server server = connection.open(Optional.of(address))) {
      var plan = new Plan(rounds, writers, load);
      Outcome outcome = new PositionRounds(server, plan, this::tellProgress).run();
      if (json) {
        say(Server.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(asJson(plan, outcome)));
      } else {
        say(plan, outcome);
      }
      return outcome.isGood() ? ExitCodes.DONE : ExitCodes.FAILED;
    }
  }

  private void tellProgress(int done) {
    if (done % Math.max(1, rounds / TOLD) == 0) {
      tell("%,d of %,d rounds".formatted(done, rounds));
    }
  }

  private void say(Plan plan, Outcome outcome) {
    say(
        "%,d rounds by %d writers at once; %,d more writes beside them; all on %d papers"
            .formatted(
                outcome.rounds(),
                plan.writers(),
                outcome.background(),
                PositionRounds.papers(plan)));
    say("");
    say("with Paperwire-Min-Position, the first export against all that was acknowledged before:");
    say("  misses            %,d of %,d".formatted(outcome.misses(), outcome.rounds()));
    say("  not reached yet   %,d (503, and asked again)".formatted(outcome.notYet()));
    say("  wait              " + spread(outcome.waitMicros()));
    say("");
    say("without it, one of the papers just written:");
    say("  lacked the write  %,d of %,d".formatted(outcome.stale(), outcome.rounds()));
    say(
        "  of these, said how old they were wrongly %,d, not at all %,d"
            .formatted(outcome.wrong(), outcome.unsaid()));
    say("  age they stated   " + spread(outcome.ageMicros()));
  }

  private static String spread(Histogram micros) {
    return micros.getTotalCount() == 0
        ? "-"
        : "p50 %.1f ms, p99 %.1f ms, max %.1f ms"
            .formatted(
                micros.getValueAtPercentile(50) / 1e3,
                micros.getValueAtPercentile(99) / 1e3,
                micros.getMaxValue() / 1e3);
  }

  private static ObjectNode asJson(Plan plan, Outcome outcome) {
    ObjectNode all = Server.JSON.createObjectNode();
    all.put("rounds", outcome.rounds());
    all.put("writers", plan.writers());
    all.put("papers", PositionRounds.papers(plan));
    all.put("writesBeside", outcome.background());
    all.put("misses", outcome.misses());
    all.put("notReachedYet", outcome.notYet());
    all.put("stale", outcome.stale());
    all.put("staleAndWrong", outcome.wrong());
    all.put("staleAndUnsaid", outcome.unsaid());
    all.set("waitMillis", asJson(outcome.waitMicros()));
    all.set("statedAgeMillis", asJson(outcome.ageMicros()));
    return all;
  }

  private static ObjectNode asJson(Histogram micros) {
    return Server.JSON
        .createObjectNode()
        .put("samples", micros.getTotalCount())
        .put("p50", micros.getValueAtPercentile(50) / 1e3)
        .put("p99", micros.getValueAtPercentile(99) / 1e3)
        .put("max", micros.getMaxValue() / 1e3);
  }

  /// What is no result goes where results do not.
  private void tell(String line) {
    spec.commandLine().getErr().println(line);
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
