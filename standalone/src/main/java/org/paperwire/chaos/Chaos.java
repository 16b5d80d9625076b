package org.paperwire.chaos;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import org.paperwire.benchmarks.Folders;
import org.paperwire.benchmarks.InventedLines;
import org.paperwire.benchmarks.InventedSightings;
import org.paperwire.chaos.Effects.Happened;
import org.paperwire.chaos.OfflineCheck.Findings;
import org.paperwire.serdes.RegistrySerdes;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Kills and freezes parts of a cluster while papers are written and read, and says what readers
/// noticed and what is missing.
@Command(
    name = "chaos",
    mixinStandardHelpOptions = true,
    description = {
      "Start a cluster of processes on a throw-away folder (a broker, the registry, ingest, two of the "
          + "enrichment, two query replicas), write invented papers to it and ask it 10 questions a second; "
          + "meanwhile kill -9 its parts at random moments and start them again, and freeze instances of "
          + "the enrichment for longer than their session. In the end compute from the committed "
          + "sightings what has to be there, and compare.",
      "",
      "A query replica is killed when the other one is ready, as in any upgrade.",
      "",
      "Exit codes: 0 all is there, once, and everybody was answered; 1 not so."
    })
public final class Chaos implements Callable<Integer> {

  private static final long LOOK_MILLIS = 20;
  private static final int KILLS_FOR_A_FREEZE = 10;
  private static final double REPEATED = 0.2;

  /// Faults do not depend on how long a paper is, and the time that all of it takes does.
  private static final int WORDS = 12;

  @Option(
      names = "--sightings",
      paramLabel = "N",
      defaultValue = "100000",
      description = "How many papers are written (default: ${DEFAULT-VALUE}).")
  private int sightings;

  @Option(
      names = "--kills",
      paramLabel = "N",
      defaultValue = "100",
      description =
          "How often a part is killed meanwhile; one more in ten is frozen (default: ${DEFAULT-VALUE}).")
  private int kills;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Decides what is invented, who is hit, and when; printed when not given.")
  private Optional<Long> seed = Optional.empty();

  @Spec private CommandSpec spec = CommandSpec.create();

  private long began;

  /// @param arguments as its help says
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Chaos()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    if (sightings < 1 || kills < 0) {
      throw new ParameterException(
          spec.commandLine(), "--sightings is at least 1, --kills at least 0.");
    }
    began = System.nanoTime();
    long chosen = seed.orElseGet(() -> (long) new Random().nextInt(Integer.MAX_VALUE));
    say("%,d papers, %d kills, --seed %d", sightings, kills, chosen);
    Path folder = Files.createTempDirectory("paperwire-chaos");
    boolean allIsWell = false;
    try (Cluster cluster = Cluster.start(folder)) {
      say("the cluster is ready");
      allIsWell = torment(cluster, folder, chosen);
    } finally {
      if (allIsWell) {
        Folders.delete(folder);
      } else {
        say("what everybody said is in %s", folder);
      }
    }
    return allIsWell ? 0 : 1;
  }

  private boolean torment(Cluster cluster, Path folder, long chosen)
      throws IOException, InterruptedException {
    var papers = new InventedSightings(chosen, REPEATED, WORDS);
    List<Happened> faults;
    Effects effects;
    try (FeedClock feed = FeedClock.start(cluster.kafka());
        Questions questions = Questions.start(cluster.replicas())) {
      Writer writer =
          Writer.start(
              new InventedLines(papers), sightings, folder.resolve("body.ndjson"), cluster);
      faults = inflict(cluster, writer, new Random(chosen));
      cluster.awaitAllUp();
      while (writer.isAlive()) {
        writer.join(LOOK_MILLIS);
      }
      writer.refuseToHaveFailed();
      say("all papers are written and visible; %d bodies were sent again", writer.again());
      effects = new Effects(faults, questions.asked(), feed.heard());
    }
    say("%s", Effects.Row.HEAD);
    effects.rows().forEach(row -> say("%s", row));
    long failed = effects.questions().stream().filter(Questions.Asked::failed).count();
    say("%,d questions in all, %d failed", effects.questions().size(), failed);
    Findings found =
        new OfflineCheck(
                cluster.kafka(),
                new RegistrySerdes(cluster.registryAddress()),
                folder.resolve("recomputed"))
            .check(sent(papers), cluster.exports());
    say(
        "%,d sightings (%,d said again), %,d papers, %,d changes",
        found.sightings(), found.again(), found.papers(), found.changes());
    found.faults().forEach((what, count) -> say("%s: %,d", what, count));
    say("%s", found.faults().isEmpty() ? "0 lost, 0 doubled, 0 extra" : "NOT as it has to be");
    return found.faults().isEmpty() && failed == 0;
  }

  private Set<String> sent(InventedSightings papers) {
    var sent = new HashSet<String>();
    for (int number = 0; number < sightings; number++) {
      sent.add(Objects.requireNonNull(papers.sighting(number).getSourceId()));
    }
    return sent;
  }

  /// Spreads the faults over the papers: each comes when so many are acknowledged.
  private List<Happened> inflict(Cluster cluster, Writer writer, Random random)
      throws IOException, InterruptedException {
    int count = kills + kills / KILLS_FOR_A_FREEZE;
    var faults = new ArrayList<Happened>();
    for (int number = 0; number < count; number++) {
      Fault fault =
          number % (KILLS_FOR_A_FREEZE + 1) == KILLS_FOR_A_FREEZE
              ? Fault.freeze(random)
              : Fault.kill(random);
      double moment = (number + random.nextDouble()) / count;
      while (writer.isAlive() && writer.acknowledged() < moment * sightings) {
        writer.join(LOOK_MILLIS);
      }
      writer.refuseToHaveFailed();
      if (fault.part().startsWith("query")) {
        cluster.awaitUp("query-1", "query-2");
      }
      long at = System.nanoTime();
      if (!faults.isEmpty()) {
        Happened last = faults.removeLast();
        faults.add(new Happened(last.fault(), last.from(), at));
      }
      faults.add(new Happened(fault, at, Long.MAX_VALUE));
      inflict(cluster.part(fault.part()), fault);
    }
    return faults;
  }

  private void inflict(Part part, Fault fault) throws IOException, InterruptedException {
    say("%s: %s", part.name(), fault.row());
    switch (fault.kind()) {
      case KILLED -> {
        part.kill();
        Thread.sleep(fault.down());
        part.startAgain();
      }
      case FROZEN -> {
        part.freeze();
        Thread.sleep(fault.down());
        part.thaw();
      }
    }
  }

  private void say(String form, Object... of) {
    PrintWriter out = spec.commandLine().getOut();
    out.println("%5.0f s  %s".formatted((System.nanoTime() - began) / 1e9, form.formatted(of)));
    out.flush();
  }
}
