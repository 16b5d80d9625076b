package org.paperwire.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.paperwire.client.Server;
import org.paperwire.standalone.RunFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// How long a query service takes that is started again, or with nothing.
@Command(
    name = "restart",
    mixinStandardHelpOptions = true,
    description = {
      "Start a second query service beside a Paperwire and tell how long it takes to be ready: with "
          + "nothing on its disk, while the first one is asked at a constant rate; after a stop; after a "
          + "kill. Uses the Paperwire that runs on the data folder with what it has, or starts one on a "
          + "throw-away folder and fills it with the FILEs, or with invented papers."
    },
    footer = {"", "Exit codes: 0 no question failed; 1 some did."})
final class BenchRestart implements Callable<Integer> {

  private static final double MOST = 99;

  @Mixin private final BenchFilling filling = new BenchFilling();

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "5",
      description = "How many restarts of each kind (default: ${DEFAULT-VALUE}).")
  private int runs;

  @Option(
      names = "--questions",
      paramLabel = "N",
      defaultValue = "20",
      description = "Questions a second to the first one (default: ${DEFAULT-VALUE}).")
  private int questions;

  @Mixin private final Folder folder = new Folder();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    try (var stack = BenchStack.open(folder.folder(), this::say);
        var server = new Server(URI.create(stack.runFile().http()), Optional.empty())) {
      filling.prepare(stack, server, this::say);
      Path own = Files.createTempDirectory("paperwire-replica");
      try {
        return measure(stack.runFile(), server, own);
      } finally {
        BenchStack.delete(own);
      }
    }
  }

  private int measure(RunFile stack, Server server, Path own)
      throws IOException, InterruptedException, Refusal {
    QueryLoad.Phase meanwhile;
    try (var load = QueryLoad.start(server, questions)) {
      Thread.sleep(Duration.ofSeconds(5));
      load.measured(); // What the first questions of all cost is not what is asked here.
      Duration fromNothing = started(stack, own, QueryReplica::close);
      meanwhile = load.measured();
      say("from nothing  ready after %.1f s".formatted(seconds(fromNothing)));
    }
    say(
        "meanwhile     %,d questions to the other one, %d failed, p99 %.1f ms"
            .formatted(
                meanwhile.micros().getTotalCount(), meanwhile.failed(), meanwhile.millis(MOST)));
    tell("after a stop", timed(stack, own, QueryReplica::close));
    tell("after a kill", timed(stack, own, QueryReplica::kill));
    return meanwhile.failed() == 0 ? ExitCodes.DONE : ExitCodes.FAILED;
  }

  /// How one is ended, so that the next one has something to take up.
  @FunctionalInterface
  private interface End {
    void of(QueryReplica replica) throws InterruptedException;
  }

  private List<Duration> timed(RunFile stack, Path own, End end)
      throws IOException, InterruptedException, Refusal {
    // What the first of each kind finds was left in the other way.
    var _ = started(stack, own, end);
    List<Duration> ready = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      ready.add(started(stack, own, end));
    }
    return ready.stream().sorted().toList();
  }

  private static Duration started(RunFile stack, Path own, End end)
      throws IOException, InterruptedException, Refusal {
    try (var replica = QueryReplica.start(own, stack)) {
      Duration ready = replica.awaitReady();
      end.of(replica);
      return ready;
    }
  }

  private void tell(String after, List<Duration> ready) {
    say(
        "%-13s ready after %.2f s in the median of %d, %.2f s at most"
            .formatted(
                after,
                seconds(ready.get(ready.size() / 2)),
                ready.size(),
                seconds(ready.getLast())));
  }

  private static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }

  private void say(String line) {
    spec.commandLine().getOut().println(line);
    spec.commandLine().getOut().flush();
  }
}
