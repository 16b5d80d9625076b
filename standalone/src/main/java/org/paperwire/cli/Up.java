package org.paperwire.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.paperwire.standalone.Detached;
import org.paperwire.standalone.Distribution;
import org.paperwire.standalone.RunFile;
import org.paperwire.standalone.Supervisor;
import org.paperwire.standalone.Training;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Starts everything.
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    header = "Start everything and say where to look.",
    description = {
      "Start the broker, the registry and all services, wait until they are ready, and say where to "
          + "look. Stays in the foreground until Ctrl-C; a second Ctrl-C does not wait.",
      "",
      "A port that is taken is replaced by a free one, which is printed. Everything listens on this "
          + "machine alone. The first start of a data folder sends a few invented papers to look at."
    },
    footer = {
      "",
      "Exit codes: 0 stopped because somebody asked for it, or detached and ready; 1 a process could "
          + "not be kept alive, or the data folder is in use (with --detach that is 0)."
    })
final class Up implements Callable<Integer> {

  @Mixin private final Folder folder = new Folder();

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8080",
      description = "Port of the page and the API (default: ${DEFAULT-VALUE}; 0: any free one).")
  private int port;

  @Option(
      names = "--kafka-port",
      paramLabel = "N",
      defaultValue = "9092",
      description = "Port of the Kafka broker (default: ${DEFAULT-VALUE}).")
  private int kafkaPort;

  @Option(
      names = "--registry-port",
      paramLabel = "N",
      defaultValue = "8085",
      description = "Port of the schema registry (default: ${DEFAULT-VALUE}).")
  private int registryPort;

  @Option(names = "--no-sample", description = "Do not send the sample on a first start.")
  private boolean noSample;

  @Option(
      names = "--no-live",
      description =
          "Ask no source on the net. Otherwise Hugging Face and arXiv are asked for what is new, at "
              + "the pace that they allow; without a network nothing else changes.")
  private boolean noLive;

  @Option(
      names = "--inbox",
      paramLabel = "DIR",
      description =
          "Take in every file that is put into this folder, once: then it lies in its done/, or in "
              + "its failed/ with the reason beside it.")
  private @Nullable Path inbox;

  @Option(
      names = "--detach",
      description = "Return when everything is ready, and leave it running.")
  private boolean detach;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Distribution distribution = Distribution.find();
    var wish =
        new Supervisor.Wish(
            folder.folder(),
            port,
            kafkaPort,
            registryPort,
            !noSample,
            !noLive,
            Optional.ofNullable(inbox));
    Optional<RunFile> running = RunFile.ofRunning(wish.folder());
    if (running.isPresent()) {
      return alreadyRunning(running, out);
    }
    Training.once(distribution, line -> say(out, line));
    if (detach) {
      return Detached.start(distribution, wish, line -> say(out, line))
          ? ExitCodes.DONE
          : ExitCodes.FAILED;
    }
    return switch (Supervisor.run(distribution, wish, line -> say(out, line))) {
      case STOPPED -> ExitCodes.DONE;
      case FAILED -> ExitCodes.FAILED;
      case ALREADY_RUNNING -> alreadyRunning(RunFile.ofRunning(wish.folder()), out);
    };
  }

  private int alreadyRunning(Optional<RunFile> running, PrintWriter out) {
    out.println("Paperwire is already running on " + folder.folder().root());
    running.ifPresent(
        stack ->
            out.printf(
                "  page and API  %s%n  Kafka         %s%n  registry      %s%n",
                stack.http(), stack.kafka(), stack.registry()));
    out.flush();
    return detach ? ExitCodes.DONE : ExitCodes.FAILED;
  }

  private static void say(PrintWriter out, String line) {
    out.println(line);
    out.flush();
  }
}
