package org.paperwire.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.paperwire.standalone.archive.ArchiveException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Sends what backup copied to the source topics.
@Command(
    name = "restore",
    mixinStandardHelpOptions = true,
    header = "Send what backup copied to a running Paperwire.",
    description = {
      "Send the records of an archive to the source topics of a running Paperwire, with their keys, "
          + "timestamps and headers, their schemas under the ids that its registry gives them. Every "
          + "file is checked before the first record is sent.",
      "",
      "It may be repeated, after an interruption say, and sent to a Paperwire that has papers: what "
          + "is there already changes nothing, and a decision that is newer there holds. The topics "
          + "grow by what is sent again. Papers show as fast as they are made of it: ./paperwire status."
    },
    footer = {"", "Exit codes: 0 sent; 1 it went wrong; 3 not running."})
final class Restore implements Callable<Integer> {

  @Parameters(paramLabel = "DIR", description = "What backup wrote.")
  private Path folder = Path.of("");

  @Mixin private final TopicsConnection topics = new TopicsConnection();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    var restore = new org.paperwire.standalone.archive.Restore(topics.kafka(), topics.registry());
    var outcome = send(restore);
    out.printf("%s: %,d records sent%n", folder, outcome.sent());
    if (outcome.older() > 0) {
      out.printf("%,d left out: something newer stands there%n", outcome.older());
    }
    return ExitCodes.DONE;
  }

  private org.paperwire.standalone.archive.Restore.Outcome send(
      org.paperwire.standalone.archive.Restore restore) throws IOException, ArchiveException {
    try (var progress = new Progress("restore")) {
      return restore.from(folder, (done, all) -> progress.show(done, all, ""));
    }
  }
}
