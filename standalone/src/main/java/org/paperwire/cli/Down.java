package org.paperwire.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.paperwire.standalone.RunFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Stops everything.
@Command(
    name = "down",
    mixinStandardHelpOptions = true,
    header = "Stop everything.",
    description = "Stop the Paperwire that runs on the data folder, in good order.",
    footer = {"", "Exit codes: 0 stopped, or nothing was running; 1 it does not stop."})
final class Down implements Callable<Integer> {

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  @Mixin private final Folder folder = new Folder();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    var out = spec.commandLine().getOut();
    Optional<ProcessHandle> supervisor =
        RunFile.ofRunning(folder.folder()).map(RunFile::pid).flatMap(ProcessHandle::of);
    if (supervisor.isEmpty()) {
      out.println("No Paperwire runs on " + folder.folder().root() + ".");
      return ExitCodes.DONE;
    }
    long began = System.nanoTime();
    supervisor.get().destroy();
    try {
      var _ = supervisor.get().onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new Refusal(
          ExitCodes.FAILED,
          "It has not stopped after %d s. Its process id is %d."
              .formatted(PATIENCE.toSeconds(), supervisor.get().pid()));
    }
    out.printf("Stopped after %.1f s.%n", (System.nanoTime() - began) / 1e9);
    return ExitCodes.DONE;
  }
}
