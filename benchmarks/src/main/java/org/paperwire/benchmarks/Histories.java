package org.paperwire.benchmarks;

import java.io.PrintWriter;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Whether papers are a function of what was said and decided, whatever the order was, over many
/// more histories than a build has the time for.
@Command(
    name = "histories",
    mixinStandardHelpOptions = true,
    description = {
      "Invent histories: sightings of a few works, some in other words, records that take the title, "
          + "the authors or the id of another work and give it back, decisions of people that are "
          + "made, changed and taken back. Live each twice, as it was and in another order with some "
          + "of it said again, and compare papers, members, links and clusters. In memory, with the "
          + "matcher that Paperwire runs with.",
      "",
      "Exit codes: 0 both came to the same each time; 1 not so, and the number is printed with which "
          + "--seed shows it."
    })
public final class Histories implements Callable<Integer> {

  @Option(
      names = "--histories",
      paramLabel = "N",
      defaultValue = "100000",
      description = "How many (default: ${DEFAULT-VALUE}).")
  private int histories;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "That of the first; each other one has the next (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final LongAdder events = new LongAdder();
  private final LongAdder joined = new LongAdder();

  /// @param arguments as its help says
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Histories()).execute(arguments));
  }

  @Override
  public Integer call() {
    if (histories < 1) {
      throw new ParameterException(spec.commandLine(), "--histories is at least 1.");
    }
    PrintWriter out = spec.commandLine().getOut();
    OptionalLong broken =
        LongStream.range(seed, seed + histories)
            .parallel()
            .filter(each -> !comesToTheSame(each))
            .findAny();
    if (broken.isPresent()) {
      out.printf("--seed %d --histories 1: another order, other papers%n", broken.getAsLong());
      return 1;
    }
    out.printf(
        "%,d histories of %,d events from --seed %d, %,d papers of several records in the end: in another order each came to the same%n",
        histories, events.sum(), seed, joined.sum());
    return 0;
  }

  private boolean comesToTheSame(long number) {
    History history = History.of(number);
    Lived asItWas = Lived.through(history);
    Lived otherwise = Lived.through(history.shuffled(new Random(~number)));
    events.add(history.events().size());
    joined.add(asItWas.joined());
    return asItWas.isLike(otherwise);
  }
}
