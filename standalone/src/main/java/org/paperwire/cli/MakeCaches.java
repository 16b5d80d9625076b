package org.paperwire.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.paperwire.standalone.Distribution;
import org.paperwire.standalone.Training;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Makes the start-up caches now rather than at the next `up`.
@Command(
    name = "make-caches",
    mixinStandardHelpOptions = true,
    header = "Make the start-up caches now.",
    description = {
      "Make the start-up caches of this build now. `up` does it when they are missing, unless the "
          + "environment says PAPERWIRE_CACHES=off."
    })
final class MakeCaches implements Callable<Integer> {

  @Option(names = "--here", hidden = true, description = "In this process.")
  private boolean here;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    var distribution = Distribution.find();
    boolean made =
        here
            ? Training.here(distribution, this::say, MakeCaches::rehearse)
            : Training.once(distribution, this::say);
    return made ? ExitCodes.DONE : ExitCodes.FAILED;
  }

  private void say(String line) {
    var out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }

  /// What people do most, done once, its output thrown away.
  private static void rehearse(String address) {
    for (var command :
        List.of(
            List.of("search", "learning", "--limit=5"),
            List.of("papers", "--limit=5"),
            List.of("papers", "--limit=5", "--json"))) {
      var arguments = new ArrayList<String>(command);
      arguments.add("--server=" + address);
      Paperwire.commandLine()
          .setOut(new PrintWriter(Writer.nullWriter()))
          .execute(arguments.toArray(String[]::new));
    }
  }
}
