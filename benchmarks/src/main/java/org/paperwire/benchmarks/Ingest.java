package org.paperwire.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// How fast the ingest service takes papers, beside a producer that sends the same lines as they
/// are.
@Command(
    name = "ingest",
    mixinStandardHelpOptions = true,
    description = {
      "Invent papers, and send them as NDJSON to an ingest service with a small heap, until the "
          + "answer says that all are acknowledged; in turn with that, send the same lines with a "
          + "bare producer to a topic with the same settings on the same broker. Broker and service "
          + "are processes of their own, on a throw-away folder. Then send one large body.",
      "",
      "Prints papers a second of each run, the ratio of the medians, and the most memory (RssAnon) "
          + "that the service has had."
    })
public final class Ingest implements Callable<Integer> {

  private static final String BARE = "bare.lines";

  @Option(
      names = "--papers",
      paramLabel = "N",
      defaultValue = "100000",
      description = "How many papers a run sends (default: ${DEFAULT-VALUE}).")
  private int papers;

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
      defaultValue = "256",
      description = "The heap of the ingest service (default: ${DEFAULT-VALUE}).")
  private int heap;

  @Option(
      names = "--large",
      paramLabel = "MB",
      defaultValue = "1000",
      description =
          "Size of the large body, the same papers again and again; 0 for none (default: ${DEFAULT-VALUE}).")
  private long large;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Decides what is invented (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Spec private CommandSpec spec = CommandSpec.create();

  /// @param arguments as its help says
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Ingest()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    if (papers < 1 || runs < 1 || heap < 64 || large < 0) {
      throw new ParameterException(
          spec.commandLine(), "--papers and --runs are at least 1, --heap 64, --large 0.");
    }
    Path folder = Files.createTempDirectory("paperwire-ingest");
    try {
      Path lines = folder.resolve("papers.ndjson");
      new InventedLines(new InventedSightings(seed, 0)).write(lines, 0, papers);
      try (ServiceStand stand = ServiceStand.ofIngest(folder, heap);
          var bare = new BarePeers(stand.kafka())) {
        bare.create(BARE);
        say("%,d papers, %,.0f MB of NDJSON; heap of %d MB", papers, megabytes(lines), heap);
        measure(stand, bare, lines);
        if (large > 0) {
          measureLarge(stand, lines);
        }
      }
      return 0;
    } finally {
      Folders.delete(folder);
    }
  }

  private void measure(ServiceStand stand, BarePeers peers, Path lines)
      throws IOException, InterruptedException {
    var bare = new ArrayList<Double>();
    var ingest = new ArrayList<Double>();
    try (var peak = new PeakMemory(stand.services())) {
      for (int run = 0; run <= runs; run++) {
        double produced = papers / peers.produce(lines, BARE);
        double posted = papers / stand.post(BodyPublishers.ofFile(lines), papers).seconds();
        if (run == 0) {
          say("%-14s %8.0f papers/s bare, %8.0f through ingest", "before", produced, posted);
        } else {
          bare.add(produced);
          ingest.add(posted);
          say("%-14s %8.0f papers/s bare, %8.0f through ingest", "run " + run, produced, posted);
        }
      }
      say(
          "%-14s %8.0f papers/s bare, %8.0f through ingest; ingest / bare: %.2f",
          "median", Median.of(bare), Median.of(ingest), Median.of(ingest) / Median.of(bare));
      say("%-14s RssAnon %d MB", "peak", peak.bytes() / 1_000_000);
    }
  }

  private void measureLarge(ServiceStand stand, Path lines)
      throws IOException, InterruptedException {
    long times = Math.max(1, Math.ceilDiv(large * 1_000_000, Files.size(lines)));
    try (var peak = new PeakMemory(stand.services())) {
      double seconds =
          stand
              .post(BodyPublishers.ofInputStream(() -> again(lines, times)), papers * times)
              .seconds();
      say(
          "%-14s %8.0f papers/s, %,.0f MB in %.0f s; peak RssAnon %d MB",
          "one body",
          papers * times / seconds,
          megabytes(lines) * times,
          seconds,
          peak.bytes() / 1_000_000);
    }
  }

  private static InputStream again(Path lines, long times) {
    List<InputStream> all =
        LongStream.range(0, times)
            .<InputStream>mapToObj(
                _ -> {
                  try {
                    return Files.newInputStream(lines);
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                })
            .toList();
    return new SequenceInputStream(Collections.enumeration(all));
  }

  private static double megabytes(Path file) throws IOException {
    return Files.size(file) / 1e6;
  }

  private void say(String form, Object... of) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(form.formatted(of));
    out.flush();
  }
}
