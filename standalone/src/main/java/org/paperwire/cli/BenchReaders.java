package org.paperwire.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.paperwire.client.Server;
import org.paperwire.client.Upload;
import org.paperwire.standalone.Memory;
import org.paperwire.standalone.RunFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Many readers of the live feed at once: what they cost, and when they hear.
@Command(
    name = "readers",
    mixinStandardHelpOptions = true,
    description = {
      "Open many readers of the live feed, send papers at a modest rate, and tell: the memory of the "
          + "services without and with the readers (RssAnon), how many events arrived of those "
          + "expected, and the time from a change's `at` to its arrival. Uses the Paperwire that runs "
          + "on the data folder, or starts one on a throw-away folder."
    },
    footer = {"", "Exit codes: 0 every event arrived; 1 some did not."})
final class BenchReaders implements Callable<Integer> {

  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final String SERVICES = "services";
  private static final int WARM_UP_PAPERS = 20;

  @Option(
      names = "--readers",
      paramLabel = "N",
      defaultValue = "2000",
      description = "How many (default: ${DEFAULT-VALUE}).")
  private int readers;

  @Option(
      names = "--papers",
      paramLabel = "N",
      defaultValue = "100",
      description = "How many to send (default: ${DEFAULT-VALUE}).")
  private int papers;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "5",
      description = "Papers a second (default: ${DEFAULT-VALUE}).")
  private int rate;

  @Mixin private final Folder folder = new Folder();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    try (var stack = BenchStack.open(folder.folder(), this::say)) {
      return measure(stack.runFile());
    }
  }

  private int measure(RunFile stack) throws IOException, InterruptedException, Refusal {
    URI address = URI.create(stack.http());
    String run = "bench-" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
    try (var server = new Server(address, Optional.empty())) {
      send(server, "warm-up-" + run, WARM_UP_PAPERS);
      OptionalLong before = memory(stack);
      try (var crowd = FeedCrowd.open(address, readers, run)) {
        crowd.awaitListening(PATIENCE);
        OptionalLong listening = memory(stack);
        send(server, run, papers);
        boolean complete = crowd.awaitEvents((long) readers * papers, PATIENCE);
        OptionalLong after = memory(stack);
        tell(crowd, before, listening, after);
        return complete ? ExitCodes.DONE : ExitCodes.FAILED;
      }
    }
  }

  private void send(Server server, String run, int count)
      throws IOException, InterruptedException, Refusal {
    long began = System.nanoTime();
    for (int number = 0; number < count; number++) {
      String line =
          """
          {"title":"Paper %d of %s","abstract":"One of many papers that nobody wrote, number %d of \
          the run %s.","authors":["Ada Quill"],"source":"bench","sourceId":"%s-%d"}
          """
              .formatted(number, run, number, run, run, number);
      var body = new ByteArrayInputStream(line.getBytes(StandardCharsets.UTF_8));
      PaperText.orRefuse(
          server.send(Upload.stream(run, body, Upload.Kind.PAPER_LINES, Map.of()), PATIENCE));
      long due = began + (number + 1) * TimeUnit.SECONDS.toNanos(1) / rate;
      LockSupport.parkNanos(due - System.nanoTime());
    }
  }

  private static OptionalLong memory(RunFile stack) {
    Long services = stack.children().get(SERVICES);
    return services == null ? OptionalLong.empty() : Memory.anonymousBytes(services);
  }

  private void tell(
      FeedCrowd crowd, OptionalLong before, OptionalLong listening, OptionalLong after) {
    say("readers           %,d".formatted(readers));
    say("events            %,d of %,d".formatted(crowd.events(), (long) readers * papers));
    say(
        "delay             median %d ms, p99 %d ms, max %d ms"
            .formatted(crowd.delay(0.5), crowd.delay(0.99), crowd.delay(1)));
    if (before.isPresent() && listening.isPresent() && after.isPresent()) {
      say("RssAnon before    %.1f MB".formatted(before.getAsLong() / 1e6));
      say(
          "RssAnon with them %.1f MB listening (%.1f kB each), %.1f MB after all events (%.1f kB each)"
              .formatted(
                  listening.getAsLong() / 1e6,
                  (listening.getAsLong() - before.getAsLong()) / 1e3 / readers,
                  after.getAsLong() / 1e6,
                  (after.getAsLong() - before.getAsLong()) / 1e3 / readers));
    }
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
