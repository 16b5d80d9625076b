package org.paperwire.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.paperwire.standalone.archive.Contents;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Copies the source topics to files.
@Command(
    name = "backup",
    mixinStandardHelpOptions = true,
    header = "Copy everything that was said to files.",
    description = {
      "Copy the source topics (sightings, signals, decisions) to Avro object container files, with "
          + "keys, timestamps, headers and the schemas that values were written with. Everything else "
          + "is derived from them: a Paperwire that restore fills exports the same papers, to the byte.",
      "",
      "It may run while papers come in; what comes after it began is not in it. The archive is "
          + "complete when DIR/archive.json is there."
    },
    footer = {"", "Exit codes: 0 copied; 1 it went wrong; 3 not running."})
final class Backup implements Callable<Integer> {

  @Parameters(paramLabel = "DIR", description = "Where to: a new folder, or an empty one.")
  private Path folder = Path.of("");

  @Mixin private final TopicsConnection topics = new TopicsConnection();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    var backup = new org.paperwire.standalone.archive.Backup(topics.kafka(), topics.registry());
    Contents contents;
    try (var progress = new Progress("backup")) {
      contents = backup.to(folder, Instant.now(), (done, all) -> progress.show(done, all, ""));
    }
    out.printf(
        "%s: %,d records in %d files, %.1f MB%n",
        folder, contents.records(), contents.files().size(), contents.bytes() / 1e6);
    return ExitCodes.DONE;
  }
}
