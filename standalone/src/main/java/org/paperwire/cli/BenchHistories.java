package org.paperwire.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/// Histories in two orders.
@Command(
    name = "histories",
    description = {
      "Whether papers are the same whatever the order in which things were said and decided, over "
          + "many invented histories. Takes what its own --help says."
    })
final class BenchHistories implements Callable<Integer> {

  @Unmatched private final List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    return BenchJvm.run("org.paperwire.benchmarks.Histories", "-Xmx512m", arguments);
  }
}
