package org.paperwire.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.paperwire.platform.keys.KeyFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Who may change something: makes keys, lists them, takes them back.
@Command(
    name = "keys",
    mixinStandardHelpOptions = true,
    header = "Say who may change something: make keys, list them, revoke them.",
    description = {
      "Keys are kept in a file that services read again whenever it changes: what is made or revoked "
          + "here counts after a moment, without a restart. The file holds hashes; no key can be read "
          + "from it.",
      "",
      "A service asks for keys when PAPERWIRE_KEYS_FILE names such a file."
    },
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {KeysAdd.class, KeysList.class, KeysRevoke.class},
    footer = {
      "",
      "  ./paperwire keys add --scopes ingest \"Marsh Journal\" > marsh.key",
      "  ./paperwire ingest --key-file marsh.key page.txt",
      "",
      "To replace a key: add a second one for the same holder, hand it over, revoke the first."
    })
final class Keys implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCodes.USAGE;
  }

  /// Which file a command is about.
  static final class Place {

    @Option(
        names = "--file",
        paramLabel = "FILE",
        description = "The file of keys (default: $PAPERWIRE_KEYS_FILE).")
    private @Nullable Path file;

    /// One that is there.
    Path existing() throws Refusal {
      Path named = named();
      if (!Files.exists(named)) {
        throw new Refusal(ExitCodes.FAILED, "There is no file " + named + ".");
      }
      return named;
    }

    Path named() throws Refusal {
      String fromOutside = System.getenv("PAPERWIRE_KEYS_FILE");
      if (file != null) {
        return file;
      }
      if (fromOutside != null && !fromOutside.isBlank()) {
        return Path.of(fromOutside);
      }
      throw new Refusal(
          ExitCodes.USAGE, "Which file of keys? --file FILE, or PAPERWIRE_KEYS_FILE.");
    }

    static KeyFile change(Path file, KeyFile.Change change) throws Refusal {
      try {
        return KeyFile.change(file, change);
      } catch (IOException e) {
        throw new Refusal(ExitCodes.FAILED, file + ": " + e.getMessage());
      }
    }
  }
}
