package org.paperwire.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.paperwire.standalone.Distribution;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/// The whole enrichment beside a topology that computes nothing. Runs in a virtual machine of its
/// own, as large and with both compilers as a service has it: this one is as small as it can be.
@Command(
    name = "throughput",
    description = {
      "How many papers a second the whole enrichment does, beside a topology that moves and stores "
          + "as much and computes nothing. Takes what its own --help says."
    })
final class BenchThroughput implements Callable<Integer> {

  @Unmatched private List<String> arguments = List.of();

  @Override
  public Integer call() throws Exception {
    var command =
        new ArrayList<>(
            List.of(
                Distribution.java().toString(),
                "-Xmx2g",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dlogback.configurationFile=org/paperwire/broker/logback.xml",
                "-cp",
                Distribution.find().jar().toString(),
                "org.paperwire.benchmarks.Throughput"));
    command.addAll(arguments);
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }
}
