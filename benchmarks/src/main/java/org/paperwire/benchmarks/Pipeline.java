package org.paperwire.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// How fast papers go from `POST` to readers, beside what Kafka does with the same lines.
@Command(
    name = "pipeline",
    mixinStandardHelpOptions = true,
    description = {
      "Invent papers, post them as NDJSON, and measure how long it takes until readers of the API see "
          + "all of them: ingest, sightings, enrichment, papers, view. In turn with that, on the same "
          + "broker, take the same lines to a bare producer, a bare consumer, and a Streams application "
          + "that passes them on exactly once. Broker and services are processes of their own, on a "
          + "throw-away folder.",
      "",
      "Prints papers a second of each run and the ratios of the medians."
    })
public final class Pipeline implements Callable<Integer> {

  @Option(
      names = "--papers",
      paramLabel = "N",
      defaultValue = "10000",
      description = "How many papers a run sends (default: ${DEFAULT-VALUE}).")
  private int papers;

  @Option(
      names = "--repeated",
      paramLabel = "SHARE",
      defaultValue = "0.2",
      description =
          "The share of them that repeat, in other words, what an earlier one said (default: ${DEFAULT-VALUE}).")
  private double repeated;

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "3",
      description =
          "How often each is measured, after one run that is not (default: ${DEFAULT-VALUE}).")
  private int runs;

  @Option(
      names = "--heap",
      paramLabel = "MB",
      defaultValue = "512",
      description = "The heap of the services (default: ${DEFAULT-VALUE}).")
  private int heap;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Decides what is invented (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Spec private CommandSpec spec = CommandSpec.create();

  /// One run, in seconds.
  ///
  /// @param acknowledged from the request to its answer
  /// @param visible from the request to readers
  private record Run(
      double acknowledged, double visible, double produced, double consumed, double passed) {}

  /// @param arguments as its help says
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Pipeline()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    if (papers < 1 || runs < 1 || heap < 128 || repeated < 0 || repeated >= 1) {
      throw new ParameterException(
          spec.commandLine(),
          "--papers and --runs are at least 1, --heap 128, --repeated from 0 to below 1.");
    }
    Path folder = Files.createTempDirectory("paperwire-pipeline");
    try (ServiceStand stand = ServiceStand.ofAll(folder, heap);
        var bare = new BarePeers(stand.kafka())) {
      measure(folder, stand, bare);
      return 0;
    } finally {
      Folders.delete(folder);
    }
  }

  private void measure(Path folder, ServiceStand stand, BarePeers bare)
      throws IOException, InterruptedException, ExecutionException {
    var sightings = new InventedSightings(seed, repeated);
    say(
        "%,d papers a run (%.0f %% repeated, seed %d); heap of %d MB",
        papers, repeated * 100, seed, heap);
    var measured = new ArrayList<Run>();
    for (int number = 0; number <= runs; number++) {
      Path lines = folder.resolve("papers.ndjson");
      new InventedLines(sightings).write(lines, number * papers, (number + 1) * papers);
      Run run = run(stand, bare, lines, number);
      tell(number == 0 ? "before" : "run " + number, run);
      if (number > 0) {
        measured.add(run);
      }
    }
    tellRatios(measured);
    say(
        "%,d papers are in the view, of %,d works",
        stand.papersInView(), sightings.works((runs + 1) * papers));
  }

  private Run run(ServiceStand stand, BarePeers bare, Path lines, int number)
      throws IOException, InterruptedException, ExecutionException {
    long began = System.nanoTime();
    ServiceStand.Taken taken = stand.post(BodyPublishers.ofFile(lines), papers);
    stand.awaitVisible(taken.position());
    double visible = (System.nanoTime() - began) / 1e9;

    String from = "bare.lines." + number;
    String to = "bare.passed." + number;
    bare.create(from);
    bare.create(to);
    double produced = bare.produce(lines, from);
    double consumed = bare.consume(from, papers);
    Path scratch = lines.resolveSibling("state");
    double passed = bare.pass(from, to, papers, scratch);
    var _ = bare.consume(to, papers); // All of them, and none twice.
    return new Run(taken.seconds(), visible, produced, consumed, passed);
  }

  private void tell(String what, Run run) {
    say(
        "%-7s %6.0f papers/s (all acknowledged after %.1f s, visible after %.1f s); "
            + "bare producer %,.0f, consumer %,.0f, pass-through %,.0f",
        what,
        papers / run.visible(),
        run.acknowledged(),
        run.visible(),
        papers / run.produced(),
        papers / run.consumed(),
        papers / run.passed());
  }

  private void tellRatios(List<Run> all) {
    double pipe = rate(all, Run::visible);
    say("median  %6.0f papers/s", pipe);
    tellRatio("bare producer", pipe, rate(all, Run::produced));
    tellRatio("bare consumer", pipe, rate(all, Run::consumed));
    tellRatio("pass-through", pipe, rate(all, Run::passed));
  }

  private void tellRatio(String peer, double pipe, double bare) {
    say("  pipe / %-14s %.4f  (%,.0f a second)", peer, pipe / bare, bare);
  }

  private double rate(List<Run> all, ToDoubleFunction<Run> seconds) {
    return papers / Median.of(all.stream().mapToDouble(seconds).boxed().toList());
  }

  private void say(String form, Object... of) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(form.formatted(of));
    out.flush();
  }
}
