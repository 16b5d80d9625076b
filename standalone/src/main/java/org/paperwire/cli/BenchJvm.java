package org.paperwire.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.paperwire.standalone.Distribution;

/// Runs a benchmark in a virtual machine of its own, with both compilers as a service has them:
/// this one is as small as it can be.
final class BenchJvm {

  private BenchJvm() {}

  /// @param heap option that says its heap
  /// @return its exit code
  static int run(String mainClass, String heap, List<String> arguments)
      throws IOException, InterruptedException {
    var command =
        new ArrayList<>(
            List.of(
                Distribution.java().toString(),
                heap,
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dlogback.configurationFile=org/paperwire/benchmarks/logback.xml",
                "-cp",
                Distribution.find().jar().toString(),
                mainClass));
    command.addAll(arguments);
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }
}
