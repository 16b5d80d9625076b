package org.paperwire.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.paperwire.platform.keys.KeyFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Takes keys back.
@Command(
    name = "revoke",
    mixinStandardHelpOptions = true,
    header = "Revoke keys, by their ids.",
    description =
        "Take keys out of the file. Services refuse them a moment later (1 s, unless they are told "
            + "otherwise), without a restart.",
    footer = {
      "",
      "Exit codes: 0 revoked; 1 there is none with one of the ids, and none was revoked."
    })
final class KeysRevoke implements Callable<Integer> {

  @Parameters(
      paramLabel = "ID",
      arity = "1..*",
      description =
          "The keys' ids, as list prints them: what stands in a key between _ and the dot.")
  private List<String> ids = List.of();

  @Mixin private final Keys.Place place = new Keys.Place();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    Path file = place.existing();
    Keys.Place.change(file, this::without);
    spec.commandLine().getOut().printf("%d revoked%n", ids.size());
    return ExitCodes.DONE;
  }

  private KeyFile without(KeyFile keys) throws IOException {
    KeyFile left = keys;
    for (String id : ids) {
      if (left.keys().keys().stream().noneMatch(key -> key.id().equals(id))) {
        // Never what was given: it may be a whole key.
        throw new IOException("one of these is no id of a key here; none was revoked");
      }
      left = left.without(id);
    }
    return left;
  }
}
