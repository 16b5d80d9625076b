package org.paperwire.cli;

import java.io.PrintWriter;
import java.net.ConnectException;
import org.paperwire.standalone.Distribution;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/// `paperwire`: the entry of the command line.
@Command(
    name = "paperwire",
    description = "A newswire for research papers: every paper once, the moment anyone lists it.",
    mixinStandardHelpOptions = true,
    versionProvider = Paperwire.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      Up.class,
      Down.class,
      Status.class,
      Ingest.class,
      Search.class,
      Papers.class,
      Show.class,
      Tail.class,
      Export.class,
      Rebuild.class,
      Verify.class,
      Backup.class,
      Restore.class,
      DeadLetters.class,
      Keys.class,
      Bench.class,
      MakeCaches.class
    },
    footer = {
      "",
      "The launcher adds `test` (the whole test suite) and `format` (the sources).",
      "",
      "A newcomer's first three:",
      "  ./paperwire up                      start everything and wait until it is ready",
      "  ./paperwire ingest FILE...          send saved pages, feeds, lists of papers",
      "  ./paperwire search \"graph networks\" find papers",
      "",
      "Everything is kept in .paperwire/data below the checkout, or where --data or PAPERWIRE_DATA",
      "says. Exit codes: 0 done, 1 failed, 2 wrong usage, 3 not running, 4 done in part."
    })
public final class Paperwire {

  private Paperwire() {}

  static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Paperwire())
        .setUsageHelpWidth(100)
        .setExecutionExceptionHandler((failure, command, _) -> explain(failure, command.getErr()))
        .setExecutionStrategy(
            parsed ->
                parsed.hasSubcommand()
                        || parsed.isUsageHelpRequested()
                        || parsed.isVersionHelpRequested()
                    ? new CommandLine.RunLast().execute(parsed)
                    : help(parsed.commandSpec().commandLine()));
  }

  private static int help(CommandLine commandLine) {
    commandLine.usage(commandLine.getErr());
    return ExitCodes.USAGE;
  }

  private static int explain(Exception failure, PrintWriter err) {
    switch (failure) {
      case Refusal refusal -> {
        err.println(refusal.getMessage());
        return refusal.exitCode();
      }
      case ConnectException _ -> {
        err.println("Nobody answers there. Is it running? ./paperwire status");
        return ExitCodes.NOT_RUNNING;
      }
      default -> {
        err.println(failure.getMessage() == null ? failure.toString() : failure.getMessage());
        return ExitCodes.FAILED;
      }
    }
  }

  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"paperwire " + Distribution.find().version()};
    }
  }
}
