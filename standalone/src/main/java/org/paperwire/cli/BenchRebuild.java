package org.paperwire.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.paperwire.client.Server;
import org.paperwire.standalone.Distribution;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// A rebuild under load, beside bare Lucene.
@Command(
    name = "rebuild",
    mixinStandardHelpOptions = true,
    description = {
      "Ask questions at a constant rate, rebuild the search view meanwhile, and tell: papers a second, "
          + "the time to an answer before and during, how many failed; and papers a second of bare "
          + "Lucene on the same documents, ready made, under the same load. Uses the Paperwire that "
          + "runs on the data folder with what it has, or starts one on a throw-away folder and fills "
          + "it with the FILEs, or with invented papers."
    },
    footer = {"", "Exit codes: 0 no question failed; 1 some did."})
final class BenchRebuild implements Callable<Integer> {

  private static final int RAM_MEGABYTES = 64;
  private static final double MOST = 99;
  private static final double HALF = 50;

  @Mixin private final BenchFilling filling = new BenchFilling();

  @Option(
      names = "--questions",
      paramLabel = "N",
      defaultValue = "20",
      description = "Questions a second (default: ${DEFAULT-VALUE}).")
  private int questions;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "20",
      description = "How long to measure before (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Records a second that the rebuild reads at most.")
  private @Nullable Integer rate;

  @Mixin private final Folder folder = new Folder();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    try (var stack = BenchStack.open(folder.folder(), this::say);
        var server = new Server(URI.create(stack.runFile().http()), Optional.empty())) {
      filling.prepare(stack, server, this::say);
      return measure(server);
    }
  }

  private int measure(Server server) throws IOException, InterruptedException, Refusal {
    try (var load = QueryLoad.start(server, questions)) {
      Thread.sleep(Duration.ofSeconds(5));
      load.measured(); // What the first questions of all cost is not what is asked here.
      Thread.sleep(Duration.ofSeconds(seconds));
      QueryLoad.Phase before = load.measured();
      var work = new RebuildWork(server, "search");
      JsonNode over = work.await(work.start(false, rate), false);
      QueryLoad.Phase during = load.measured();
      if (!over.path("state").asText().equals("switched")) {
        throw new Refusal(ExitCodes.FAILED, RebuildWork.words("search", over));
      }
      Thread.sleep(Duration.ofSeconds(seconds));
      QueryLoad.Phase after = load.measured();
      double rebuilt = rate(over);
      tell("before", before);
      tell("during", during);
      tell("after", after);
      say(
          "rebuilt   %,d papers, %,.0f a second"
              .formatted(over.path("documents").asInt(), rebuilt));
      double bare = bare(server);
      say("bare      %,.0f papers a second, one thread, documents ready made".formatted(bare));
      say("ratio     %.2f".formatted(rebuilt / bare));
      return before.failed() + during.failed() + after.failed() == 0
          ? ExitCodes.DONE
          : ExitCodes.FAILED;
    }
  }

  /// From the order to the switch.
  private static double rate(JsonNode over) {
    Duration took =
        Duration.between(
            Instant.parse(over.path("startedAt").asText()),
            Instant.parse(over.path("endedAt").asText()));
    return over.path("documents").asDouble() / (took.toNanos() / 1e9);
  }

  private double bare(Server server) throws IOException, InterruptedException, Refusal {
    Path scratch = Files.createTempDirectory("paperwire-bare");
    try {
      Path export = scratch.resolve("papers.ndjson");
      try (InputStream all = server.open("/v1/papers/export").body()) {
        Files.copy(all, export, StandardCopyOption.REPLACE_EXISTING);
      }
      Process process =
          new ProcessBuilder(
                  List.of(
                      Distribution.java().toString(),
                      "-Xmx512m",
                      "-XX:+UseSerialGC",
                      "-XX:TieredStopAtLevel=1",
                      "--enable-native-access=ALL-UNNAMED",
                      "-Dlogback.configurationFile=org/paperwire/benchmarks/logback.xml",
                      "-cp",
                      Distribution.find().jar().toString(),
                      BareLucene.class.getName(),
                      export.toString(),
                      scratch.resolve("index").toString(),
                      Integer.toString(RAM_MEGABYTES)))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new Refusal(ExitCodes.FAILED, "Bare Lucene did not end well.");
      }
      // The last line: the logging of a library may have said something before.
      String[] numbers = said.lines().reduce("", (_, last) -> last).split(" ");
      return Double.parseDouble(numbers[0]) / Double.parseDouble(numbers[1]);
    } finally {
      BenchStack.delete(scratch);
    }
  }

  private void tell(String when, QueryLoad.Phase phase) {
    say(
        String.format(
            Locale.ROOT,
            "%-9s %,d questions, %d failed, p50 %.1f ms, p99 %.1f ms, max %.1f ms",
            when,
            phase.micros().getTotalCount(),
            phase.failed(),
            phase.millis(HALF),
            phase.millis(MOST),
            phase.millis(100)));
  }

  private void say(String line) {
    spec.commandLine().getOut().println(line);
    spec.commandLine().getOut().flush();
  }
}
