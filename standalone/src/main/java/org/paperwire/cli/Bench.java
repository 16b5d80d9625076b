package org.paperwire.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.paperwire.client.Answer;
import org.paperwire.client.Contents;
import org.paperwire.client.Server;
import org.paperwire.client.Upload;
import org.paperwire.standalone.Detached;
import org.paperwire.standalone.Distribution;
import org.paperwire.standalone.Memory;
import org.paperwire.standalone.RunFile;
import org.paperwire.standalone.StackFolder;
import org.paperwire.standalone.Supervisor;
import org.paperwire.standalone.Training;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Measures.
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    header = "Measure something on this machine.",
    description = "Measure something on this machine.",
    synopsisSubcommandLabel = "NAME",
    subcommands = {
      Bench.Start.class,
      BenchReaders.class,
      BenchLatency.class,
      BenchPositions.class,
      BenchIdentity.class,
      BenchHistories.class,
      BenchThroughput.class,
      BenchIngest.class,
      BenchPipeline.class,
      BenchRebuild.class,
      BenchRestart.class,
      BenchChaos.class
    })
final class Bench implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCodes.USAGE;
  }

  /// From the start of the supervisor to ready, the memory then, and the time of a stop.
  @Command(
      name = "start",
      mixinStandardHelpOptions = true,
      description = {
        "Start and stop everything several times on one throw-away data folder, which holds the "
            + "sample and the FILEs: seconds from the start of the supervisor to ready, memory a "
            + "moment after (RssAnon of all processes), and seconds to stop."
      })
  static final class Start implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Captures to put in first.")
    private List<Path> files = List.of();

    @Option(
        names = "--runs",
        paramLabel = "N",
        defaultValue = "5",
        description = "How many warm starts (default: ${DEFAULT-VALUE}).")
    private int runs;

    @Option(names = "--captured-at", paramLabel = "DATE", description = "Of the captures.")
    private Optional<String> capturedAt = Optional.empty();

    @Spec private CommandSpec spec = CommandSpec.create();

    /// One start and stop.
    private record Run(double readySeconds, long rssAnonBytes, double stopSeconds) {}

    @Override
    public Integer call() throws Exception {
      PrintWriter out = spec.commandLine().getOut();
      Distribution distribution = Distribution.find();
      Training.once(distribution, line -> say(out, line));
      Path root = Files.createTempDirectory("paperwire-bench");
      try {
        var wish =
            new Supervisor.Wish(new StackFolder(root), 0, 0, 0, true, false, Optional.empty());
        tell(out, "first", start(distribution, wish, files));
        List<Run> warm = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
          warm.add(start(distribution, wish, List.of()));
          tell(out, "warm", warm.getLast());
        }
        tell(out, "median", median(warm));
        return ExitCodes.DONE;
      } finally {
        BenchStack.delete(root);
      }
    }

    private Run start(Distribution distribution, Supervisor.Wish wish, List<Path> captures)
        throws IOException, InterruptedException, Refusal {
      long began = System.nanoTime();
      if (!Detached.start(distribution, wish, _ -> {})) {
        throw new Refusal(ExitCodes.FAILED, "It does not start.");
      }
      double ready = (System.nanoTime() - began) / 1e9;
      RunFile stack = Connection.running(wish.folder());
      try {
        send(stack, captures);
        return new Run(ready, memory(stack), stop(stack));
      } finally {
        ProcessHandle.of(stack.pid()).ifPresent(ProcessHandle::destroy);
      }
    }

    private void send(RunFile stack, List<Path> captures)
        throws IOException, InterruptedException, Refusal {
      try (var server = new Server(URI.create(stack.http()), Optional.empty())) {
        for (Path capture : captures) {
          Map<String, String> parameters =
              capturedAt.map(date -> Map.of("capturedAt", date)).orElse(Map.of());
          Upload.Kind kind;
          try (var in = Files.newInputStream(capture)) {
            kind = Contents.kindOf(in.readNBytes(Contents.BEGINNING_BYTES));
          }
          Answer answer = server.send(Upload.file(capture, kind, parameters, _ -> {}), PATIENCE);
          PaperText.orRefuse(answer);
          server.awaitVisible(answer.body().path("position").asText(), PATIENCE);
        }
      }
    }

    private static long memory(RunFile stack) {
      return LongStream.concat(
              LongStream.of(stack.pid()),
              stack.children().values().stream().mapToLong(Long::longValue))
          .map(pid -> Memory.anonymousBytes(pid).orElse(0))
          .sum();
    }

    static double stop(RunFile stack) throws InterruptedException, Refusal {
      long began = System.nanoTime();
      Optional<ProcessHandle> supervisor = ProcessHandle.of(stack.pid());
      supervisor.ifPresent(ProcessHandle::destroy);
      try {
        if (supervisor.isPresent()) {
          var _ = supervisor.get().onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
      } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
        throw new Refusal(ExitCodes.FAILED, "It does not stop.");
      }
      return (System.nanoTime() - began) / 1e9;
    }

    private static Run median(List<Run> all) {
      return new Run(
          all.stream().map(Run::readySeconds).sorted().toList().get(all.size() / 2),
          all.stream().map(Run::rssAnonBytes).sorted().toList().get(all.size() / 2),
          all.stream().map(Run::stopSeconds).sorted().toList().get(all.size() / 2));
    }

    private static void tell(PrintWriter out, String what, Run run) {
      say(
          out,
          "%-7s ready %5.2f s   RssAnon %5.0f MB   stop %5.2f s"
              .formatted(what, run.readySeconds, run.rssAnonBytes / 1e6, run.stopSeconds));
    }

    private static void say(PrintWriter out, String line) {
      out.println(line);
      out.flush();
    }
  }
}
