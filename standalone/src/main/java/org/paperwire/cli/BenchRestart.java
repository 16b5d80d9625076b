package org.paperwire.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.paperwire.client.Server;
import org.paperwire.standalone.Detached;
import org.paperwire.standalone.Distribution;
import org.paperwire.standalone.RunFile;
import org.paperwire.standalone.StackFolder;
import org.paperwire.standalone.Supervisor;
import org.paperwire.standalone.Training;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Restarts with papers on the disk, and without the views.
@Command(
    name = "restart",
    mixinStandardHelpOptions = true,
    description = {
      "Fill a throw-away folder with the FILEs, or with invented papers, stop, and start several times: "
          + "seconds from the start of the supervisor to ready, with the views on the disk, and at last "
          + "without them."
    })
final class BenchRestart implements Callable<Integer> {

  @Mixin private final BenchFilling filling = new BenchFilling();

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "5",
      description = "How many starts with the views (default: ${DEFAULT-VALUE}).")
  private int runs;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    Distribution distribution = Distribution.find();
    Training.once(distribution, this::say);
    Path root = Files.createTempDirectory("paperwire-bench");
    try {
      var wish =
          new Supervisor.Wish(new StackFolder(root), 0, 0, 0, false, false, Optional.empty());
      long papers = fill(distribution, wish);
      List<Double> ready = new ArrayList<>();
      for (int run = 0; run < runs; run++) {
        ready.add(timed(distribution, wish));
        say("%,d papers on the disk: ready after %.2f s".formatted(papers, ready.getLast()));
      }
      ready.sort(null);
      say("median                 %.2f s".formatted(ready.get(ready.size() / 2)));
      BenchStack.delete(root.resolve("views"));
      say("without the views      %.2f s".formatted(timed(distribution, wish)));
      return ExitCodes.DONE;
    } finally {
      BenchStack.delete(root);
    }
  }

  private long fill(Distribution distribution, Supervisor.Wish wish)
      throws IOException, InterruptedException, Refusal {
    var _ = start(distribution, wish);
    RunFile stack = Connection.running(wish.folder());
    try (var server = new Server(URI.create(stack.http()), Optional.empty())) {
      return filling.fill(server, this::say);
    } finally {
      Bench.Start.stop(stack);
    }
  }

  private static double timed(Distribution distribution, Supervisor.Wish wish)
      throws IOException, InterruptedException, Refusal {
    double seconds = start(distribution, wish);
    Bench.Start.stop(Connection.running(wish.folder()));
    return seconds;
  }

  private static double start(Distribution distribution, Supervisor.Wish wish)
      throws IOException, InterruptedException, Refusal {
    long began = System.nanoTime();
    if (!Detached.start(distribution, wish, _ -> {})) {
      throw new Refusal(ExitCodes.FAILED, "It does not start.");
    }
    return (System.nanoTime() - began) / 1e9;
  }

  private void say(String line) {
    spec.commandLine().getOut().println(line);
    spec.commandLine().getOut().flush();
  }
}
