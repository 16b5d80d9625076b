package org.paperwire.chaos;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.paperwire.benchmarks.ChildJvm;
import org.paperwire.benchmarks.Folders;
import org.paperwire.benchmarks.InventedLines;
import org.paperwire.benchmarks.InventedSightings;
import org.paperwire.chaos.Effects.Happened;
import org.paperwire.chaos.OfflineCheck.Findings;
import org.paperwire.serdes.RegistrySerdes;
import org.paperwire.topics.EnrichmentGeneration;
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
      "With --compose it is the cluster of docker-compose.yml, which has to be up, and keeps what was "
          + "written: its containers are killed, frozen and cut off from the network, and everybody comes "
          + "through the entry.",
      "",
      "What there are several of is killed when the others are up: query replicas, brokers.",
      "",
      "Exit codes: 0 all is there, once, and everybody was answered; 1 not so."
    })
public final class Chaos implements Callable<Integer> {

  private static final long LOOK_MILLIS = 20;
  private static final int KILLS = 100;
  private static final double REPEATED = 0.2;

  /// One of these is killed when the others are there.
  private static final Set<String> SEVERAL = Set.of("query", "kafka");

  /// Faults do not depend on how long a paper is, and the time that all of it takes does.
  private static final int WORDS = 12;

  @Option(
      names = "--sightings",
      paramLabel = "N",
      defaultValue = "100000",
      description = "How many sightings are written (default: ${DEFAULT-VALUE}).")
  private int sightings;

  @Option(
      names = "--kills",
      paramLabel = "N",
      description =
          "How often a part is killed meanwhile; when all have been, something lasts for 25 s (default: 100).")
  private Optional<Integer> kills = Optional.empty();

  @Option(
      names = "--kill",
      paramLabel = "PART",
      split = ",",
      description =
          "Kill these, in an order of their own, instead of everybody: query-1,enrich-2. Without --kills, each once.")
  private List<String> killed = List.of();

  @Option(
      names = "--other",
      paramLabel = "DIR",
      description = {
        "Kill nobody: take one part after the other back to the version in this folder, which is built, and bring "
            + "it to this version again, while papers are written and read."
      })
  private Optional<Path> other = Optional.empty();

  @Option(
      names = "--again",
      paramLabel = "SHARE",
      defaultValue = "0.75",
      description =
          "The share of the sightings that say what was said before, as lists do that are read again; "
              + "nothing may follow from them (default: ${DEFAULT-VALUE}).")
  private double again;

  @Option(
      names = "--compose",
      description = "Take the cluster of docker-compose.yml that is up, and leave it there.")
  private boolean compose;

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
    if (sightings < 1 || kills() < 0 || again < 0 || again >= 1) {
      throw new ParameterException(
          spec.commandLine(),
          "--sightings is at least 1, --kills at least 0, --again from 0 to below 1.");
    }
    if (other.isPresent() && (compose || !Files.isDirectory(libraries(other.get())))) {
      throw new ParameterException(
          spec.commandLine(),
          "--other is a folder that Paperwire was built in; not with --compose.");
    }
    began = System.nanoTime();
    long chosen = seed.orElseGet(() -> (long) new Random().nextInt(Integer.MAX_VALUE));
    say("%,d sightings, %d kills, --seed %d", sightings, kills(), chosen);
    Path folder = Files.createTempDirectory("paperwire-chaos");
    boolean allIsWell = false;
    try (Cluster cluster =
        compose
            ? Containers.attach(Path.of(System.getProperty("paperwire.home", ".")))
            : Processes.start(folder, other.map(Chaos::libraries).orElseGet(ChildJvm::libraries))) {
      say("the cluster is ready");
      refuseStrangers(cluster);
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

  private void refuseStrangers(Cluster cluster) {
    List<String> there = cluster.parts().stream().map(Part::name).toList();
    killed.stream()
        .filter(name -> !there.contains(name))
        .forEach(
            name -> {
              throw new ParameterException(
                  spec.commandLine(),
                  "--kill %s: there are %s.".formatted(name, String.join(", ", there)));
            });
  }

  private boolean torment(Cluster cluster, Path folder, long chosen)
      throws IOException, InterruptedException {
    var papers = new InventedSightings(chosen, REPEATED, WORDS);
    var reading = new Reading(sightings, again, chosen);
    List<Happened> faults;
    Effects effects;
    EnrichmentGeneration generation;
    String logic = cluster.serving().orElseThrow().logic();
    try (FeedClock feed = FeedClock.start(cluster.kafka());
        Questions questions = Questions.start(cluster.doors())) {
      Writer writer =
          Writer.start(new InventedLines(papers), reading, folder.resolve("body.ndjson"), cluster);
      faults = inflict(cluster, writer, new Random(chosen));
      cluster.awaitUp(cluster.parts());
      while (writer.isAlive()) {
        writer.join(LOOK_MILLIS);
      }
      writer.refuseToHaveFailed();
      say("all papers are written and visible; %d bodies were sent again", writer.again());
      generation = cluster.awaitServing(logic);
      effects = new Effects(faults, questions.asked(), feed.heard());
    }
    say("%s", Effects.Row.HEAD);
    effects.rows().forEach(row -> say("%s", row));
    long failed = effects.questions().stream().filter(Questions.Asked::failed).count();
    say("%,d questions in all, %d failed", effects.questions().size(), failed);
    List<Set<String>> exports = cluster.exports();
    cluster.rest();
    Findings found =
        new OfflineCheck(
                cluster.kafka(),
                new RegistrySerdes(cluster.registryAddress()),
                generation,
                folder.resolve("recomputed"))
            .check(sent(papers, reading.papers()), exports);
    say(
        "%,d sightings (%,d said again), %,d papers, %,d changes",
        found.sightings(), found.again(), found.papers(), found.changes());
    found.faults().forEach((what, count) -> say("%s: %,d", what, count));
    say("%s", found.faults().isEmpty() ? "0 lost, 0 doubled, 0 extra" : "NOT as it has to be");
    return found.faults().isEmpty() && failed == 0;
  }

  private static Path libraries(Path home) {
    return home.resolve("standalone/target/paperwire/lib");
  }

  private List<Fault> plan(Cluster cluster, Random random) {
    if (other.isPresent()) {
      return Fault.replacements(Processes.REPLACED);
    }
    Fault.Targets targets = cluster.targets();
    return Fault.plan(kills(), killed.isEmpty() ? targets : targets.killing(killed), random);
  }

  private int kills() {
    if (other.isPresent()) {
      return 0;
    }
    return kills.orElseGet(() -> killed.isEmpty() ? KILLS : killed.size());
  }

  private static Set<String> sent(InventedSightings papers, int count) {
    return IntStream.range(0, count)
        .mapToObj(papers::sighting)
        .map(sighting -> Objects.requireNonNull(sighting.getSourceId()))
        .collect(Collectors.toSet());
  }

  /// Spreads the faults over the sightings: each comes when so many are acknowledged.
  private List<Happened> inflict(Cluster cluster, Writer writer, Random random)
      throws IOException, InterruptedException {
    List<Fault> plan = plan(cluster, random);
    var faults = new ArrayList<Happened>();
    for (Fault fault : plan) {
      double moment = (faults.size() + random.nextDouble()) / plan.size();
      while (writer.isAlive() && writer.acknowledged() < moment * sightings) {
        writer.join(LOOK_MILLIS);
      }
      writer.refuseToHaveFailed();
      if (SEVERAL.contains(Part.kindOf(fault.part()))) {
        cluster.awaitTwinsOf(fault.part());
      }
      long at = System.nanoTime();
      if (!faults.isEmpty()) {
        Happened last = faults.removeLast();
        faults.add(new Happened(last.fault(), last.from(), at));
      }
      faults.add(new Happened(fault, at, Long.MAX_VALUE));
      say("%s: %s", fault.part(), fault.row());
      Part part = cluster.part(fault.part());
      part.strike(fault.kind());
      Thread.sleep(fault.down());
      part.heal(fault.kind());
      if (fault.kind().isOrderly()) {
        cluster.awaitUp(List.of(part));
      }
    }
    return faults;
  }

  private void say(String form, Object... of) {
    PrintWriter out = spec.commandLine().getOut();
    out.println("%5.0f s  %s".formatted((System.nanoTime() - began) / 1e9, form.formatted(of)));
    out.flush();
  }
}
