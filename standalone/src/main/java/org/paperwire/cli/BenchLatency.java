package org.paperwire.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.paperwire.cli.LatencyRun.Plan;
import org.paperwire.cli.PaperTimes.Door;
import org.paperwire.cli.PaperTimes.Outcome;
import org.paperwire.cli.PaperTimes.Waits;
import org.paperwire.client.Server;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// How long it takes from the answer to a write until readers see it.
@Command(
    name = "latency",
    mixinStandardHelpOptions = true,
    description = {
      "Send papers at a rate and measure, from the answer of POST /v1/papers on, when each is there "
          + "by id (GET /v1/papers/{id}), in GET /v1/search, and on GET /v1/feed. Uses the Paperwire "
          + "that is named or runs on the data folder, or starts one on a throw-away folder.",
      "",
      "The load is open: each request has its time, whatever becomes of those before it, and the time "
          + "to an answer is counted from when its request was due. Above 100 papers a second, "
          + "requests carry several. A few papers a second are polled by id and in search; of those "
          + "on the feed every one counts. What was seen before its answer arrived counts as 0."
    },
    footer = {"", "Exit codes: 0 every paper became visible; 1 some did not; 3 nobody answers."})
final class BenchLatency implements Callable<Integer> {

  private static final int RATE_MAX = 100_000;
  private static final int SECONDS_MAX = 600;
  private static final double HALF = 50;
  private static final double MOST = 99;
  private static final double ALL = 100;

  @Option(
      names = "--rates",
      paramLabel = "N",
      split = ",",
      defaultValue = "1,100,1000",
      description = "Papers a second, one run after the other (default: ${DEFAULT-VALUE}).")
  private List<Integer> rates = List.of();

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "30",
      description = "How long each run counts (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      defaultValue = "5",
      description = "Seconds at the beginning of each run that do not (default: ${DEFAULT-VALUE}).")
  private int warmUp;

  @Option(
      names = "--polled",
      paramLabel = "N",
      defaultValue = "2",
      description = "Papers a second that are polled for (default: ${DEFAULT-VALUE}).")
  private int polled;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Mixin private final Connection connection = new Connection();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    check(rates.stream().allMatch(rate -> rate >= 1 && rate <= RATE_MAX), "--rates", 1, RATE_MAX);
    check(seconds >= 1 && seconds <= SECONDS_MAX, "--seconds", 1, SECONDS_MAX);
    check(warmUp >= 0 && warmUp <= SECONDS_MAX, "--warm-up", 0, SECONDS_MAX);
    check(polled >= 1 && polled <= RATE_MAX, "--polled", 1, RATE_MAX);
    Optional<URI> named = connection.named();
    if (named.isPresent()) {
      return measure(named.get());
    }
    try (var stack = BenchStack.open(connection.folder(), spec.commandLine().getErr()::println)) {
      return measure(URI.create(stack.runFile().http()));
    }
  }

  private void check(boolean holds, String option, int least, int most) {
    if (!holds) {
      throw new ParameterException(
          spec.commandLine(),
          option + " is at most " + most + ", and not less than " + least + ".");
    }
  }

  private int measure(URI address) throws IOException, InterruptedException, Refusal {
    boolean complete = true;
    ObjectNode all = Server.JSON.createObjectNode();
    all.put("processors", Runtime.getRuntime().availableProcessors());
    ArrayNode runs = all.putArray("runs");
    try (Server server = connection.open(Optional.of(address))) {
      for (int rate : rates) {
        var plan = new Plan(rate, Duration.ofSeconds(warmUp), Duration.ofSeconds(seconds), polled);
        Outcome outcome = new LatencyRun(server, plan).run();
        complete &= outcome.isComplete();
        runs.add(asJson(plan, outcome));
        if (!json) {
          tell(plan, outcome);
        }
      }
    }
    if (json) {
      say(Server.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all));
    }
    return complete ? ExitCodes.DONE : ExitCodes.FAILED;
  }

  private void tell(Plan plan, Outcome outcome) {
    say(
        "%,d papers/s for %d s: %s"
            .formatted(outcome.rate(), seconds, String.join("; ", LatencyRun.words(plan))));
    say("  %-12s %10s %8s %10s %10s %10s".formatted("", "samples", "missing", "p50", "p99", "max"));
    tell("answered", outcome.answer(), "from when it was due");
    for (Door door : Door.values()) {
      tell(door.words(), outcome.at(door), "from the answer");
    }
    say(
        "  %s: %,.1f papers/s answered, %,.1f papers/s on the feed"
            .formatted(
                outcome.keptUp() ? "kept up" : "DID NOT KEEP UP",
                outcome.answeredRate(),
                outcome.seenRate()));
    say("");
  }

  private void tell(String what, Waits waits, String since) {
    say(
        "  %-12s %,10d %,8d %7.1f ms %7.1f ms %7.1f ms   %s"
            .formatted(
                what,
                waits.micros().getTotalCount(),
                waits.missing(),
                waits.millis(HALF),
                waits.millis(MOST),
                waits.millis(ALL),
                since));
  }

  private static ObjectNode asJson(Plan plan, Outcome outcome) {
    ObjectNode run = Server.JSON.createObjectNode();
    run.put("papersPerSecond", outcome.rate());
    run.put("papers", outcome.papers());
    run.put("papersPerRequest", plan.batch());
    run.put("polledEvery", plan.pollEvery());
    run.put("pollMillis", LatencyRun.POLL.toMillis());
    run.put("keptUp", outcome.keptUp());
    run.put("answeredPerSecond", outcome.answeredRate());
    run.put("onTheFeedPerSecond", outcome.seenRate());
    run.set("answered", asJson(outcome.answer()));
    for (Door door : Door.values()) {
      run.set(door.name().toLowerCase(Locale.ROOT).replace('_', '-'), asJson(outcome.at(door)));
    }
    return run;
  }

  private static ObjectNode asJson(Waits waits) {
    return Server.JSON
        .createObjectNode()
        .put("samples", waits.micros().getTotalCount())
        .put("missing", waits.missing())
        .put("p50Millis", waits.millis(HALF))
        .put("p99Millis", waits.millis(MOST))
        .put("maxMillis", waits.millis(ALL));
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
