package org.paperwire.cli;

import java.util.concurrent.Callable;
import org.paperwire.standalone.Distribution;
import org.paperwire.standalone.Training;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
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

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    var out = spec.commandLine().getOut();
    return Training.once(
            Distribution.find(),
            line -> {
              out.println(line);
              out.flush();
            })
        ? ExitCodes.DONE
        : ExitCodes.FAILED;
  }
}
