package org.paperwire.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/// The whole enrichment beside a topology that computes nothing.
@Command(
    name = "throughput",
    description = {
      "How many papers a second the whole enrichment does, beside a topology that moves and stores "
          + "as much and computes nothing. Takes what its own --help says."
    })
final class BenchThroughput implements Callable<Integer> {

  @Unmatched private final List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    return BenchJvm.run("org.paperwire.benchmarks.Throughput", "-Xmx2g", arguments);
  }
}
