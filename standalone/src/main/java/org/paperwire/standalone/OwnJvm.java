package org.paperwire.standalone;

import java.util.ArrayList;
import java.util.List;

/// How this program starts itself again: the command line in a Java virtual machine as small as the
/// launcher's.
final class OwnJvm {

  private OwnJvm() {}

  /// @param options further options of the virtual machine
  /// @param arguments of the command line
  static List<String> command(
      Distribution distribution, List<String> options, List<String> arguments) {
    var command = new ArrayList<String>();
    command.add(Distribution.java().toString());
    command.addAll(
        List.of(
            "-Xms8m",
            "-Xmx64m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow"));
    command.addAll(options);
    command.addAll(
        List.of(
            "-D" + Distribution.PROPERTY + "=" + distribution.root(),
            "-Dpaperwire.home=" + System.getProperty("paperwire.home", "."),
            "-cp",
            distribution.jar().toString(),
            "org.paperwire.cli.Paperwire"));
    command.addAll(arguments);
    return command;
  }
}
