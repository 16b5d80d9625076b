package org.paperwire.benchmarks;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.paperwire.enrich.tagging.Tagger;
import org.paperwire.topics.Topics;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// How many papers a second the whole enrichment does, beside a topology that moves and stores as
/// much and computes nothing.
@Command(
    name = "throughput",
    mixinStandardHelpOptions = true,
    description = {
      "Invent sightings, put them on their topic, and measure how long the whole enrichment takes "
          + "until all of them are in its outputs; then the same for a topology with the same hops and "
          + "stores that only moves and stores as many records of the same size. Broker and both "
          + "topologies share one process, on a throw-away folder.",
      "",
      "Prints papers a second, over all and over each tenth, what was written to each topic, "
          + "processor time and memory (RssAnon) of the process, and the ratio of the two."
    })
public final class Throughput implements Callable<Integer> {

  @Option(
      names = "--papers",
      paramLabel = "N",
      defaultValue = "10000",
      description = "How many sightings (default: ${DEFAULT-VALUE}).")
  private int papers;

  @Option(
      names = "--repeated",
      paramLabel = "SHARE",
      defaultValue = "0.2",
      description =
          "The share of them that repeat, in other words, what an earlier one said (default: ${DEFAULT-VALUE}).")
  private double repeated;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Decides what is invented (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Spec private CommandSpec spec = CommandSpec.create();

  /// @param arguments as its help says
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Throughput()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    if (papers < 1 || repeated < 0 || repeated >= 1) {
      throw new ParameterException(
          spec.commandLine(), "--papers is at least 1, --repeated from 0 to below 1.");
    }
    Path folder = Files.createTempDirectory("paperwire-throughput");
    try (Stand stand = Stand.open(folder);
        Admin admin = Admin.create(stand.kafka().admin("throughput"))) {
      measure(stand, admin);
      return 0;
    } finally {
      Folders.delete(folder);
    }
  }

  private void measure(Stand stand, Admin admin) throws Exception {
    var sightings = new InventedSightings(seed, repeated);
    say(
        "%,d sightings of %,d works (%.0f %% repeated, seed %d)",
        papers, sightings.works(papers), repeated * 100, seed);
    long began = System.nanoTime();
    stand.send(sightings, papers);
    say("%-16s %8.0f papers/s", "producer alone", papers * 1e9 / (System.nanoTime() - began));

    var contest = new Contest(stand, admin, Tagger.load(List.of()), papers);
    Outcome enriched = contest.enrichment();
    tell("enrichment", enriched);
    long published = sum(stand.ends(admin, Topics.PAPERS));
    say(
        "  %,d states of papers published, %,d dead letters",
        published, sum(stand.ends(admin, Topics.DEAD_LETTERS)));
    tellTraffic(enriched.traffic());
    Outcome bare = contest.imitation(enriched.traffic());
    tell("bare topology", bare);
    say("enrichment / bare topology: %.2f", bare.seconds() / enriched.seconds());
  }

  private void tell(String what, Outcome outcome) {
    say(
        "%-16s %8.0f papers/s in %.1f s; %.2f ms of processor a paper, RssAnon %d MB",
        what,
        papers / outcome.seconds(),
        outcome.seconds(),
        outcome.processor().toNanos() / 1e6 / papers,
        outcome.anonymousBytes() / 1_000_000);
    say(
        "  by tenths: %s",
        outcome.tenths().stream().map("%.0f"::formatted).collect(Collectors.joining(" ")));
  }

  private void tellTraffic(Traffic traffic) {
    traffic.byTopic().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            sent ->
                say(
                    "  %-26s %6.2f records a paper of %5d bytes",
                    sent.getKey(),
                    sent.getValue().records() / papers,
                    sent.getValue().averageBytes()));
  }

  private static long sum(Map<?, Long> ends) {
    return ends.values().stream().mapToLong(Long::longValue).sum();
  }

  private void say(String form, Object... of) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(form.formatted(of));
    out.flush();
  }
}
