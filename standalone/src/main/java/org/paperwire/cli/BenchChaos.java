package org.paperwire.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/// Faults on purpose, and what was lost by them.
@Command(
    name = "chaos",
    description = {
      "Kill and freeze parts of a cluster at random moments while papers are written and read; say what "
          + "readers noticed, and whether anything is lost, doubled or extra. Takes what its own --help says."
    })
final class BenchChaos implements Callable<Integer> {

  @Unmatched private final List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    return BenchJvm.run("org.paperwire.chaos.Chaos", "-Xmx1g", arguments);
  }
}
