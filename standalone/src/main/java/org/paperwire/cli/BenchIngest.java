package org.paperwire.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/// The ingest service beside a bare producer.
@Command(
    name = "ingest",
    description = {
      "How many papers a second the ingest service takes, beside a bare producer that sends the same "
          + "lines, and with how much memory. Takes what its own --help says."
    })
final class BenchIngest implements Callable<Integer> {

  @Unmatched private final List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    return BenchJvm.run("org.paperwire.benchmarks.Ingest", "-Xmx512m", arguments);
  }
}
