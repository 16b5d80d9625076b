package org.paperwire.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/// The whole pipe beside what Kafka does with the same lines.
@Command(
    name = "pipeline",
    description = {
      "How many papers a second go from POST to readers, beside a bare producer, a bare consumer and a "
          + "Streams application that passes the same lines on. Takes what its own --help says."
    })
final class BenchPipeline implements Callable<Integer> {

  @Unmatched private final List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    return BenchJvm.run("org.paperwire.benchmarks.Pipeline", "-Xmx512m", arguments);
  }
}
