package org.paperwire.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import org.paperwire.platform.keys.Key;
import org.paperwire.platform.keys.Scope;
import org.paperwire.platform.keys.Token;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Makes a key.
@Command(
    name = "add",
    mixinStandardHelpOptions = true,
    header = "Make a key and print it, once.",
    description = {
      "Make a key for somebody and print it, alone, on the standard output. Nobody can print it again: "
          + "the file keeps its hash.",
      "",
      "A holder has two keys at most: the one in use and the one that takes its place."
    },
    footer = {"", "Exit codes: 0 made; 1 the file is no file of keys, or the holder has two."})
final class KeysAdd implements Callable<Integer> {

  @Parameters(paramLabel = "HOLDER", description = "Whose it is, in words.")
  private String holder = "";

  @Option(
      names = "--scopes",
      paramLabel = "S",
      required = true,
      description =
          "What it is good for, separated by commas: ingest (send papers and captures), vote, admin "
              + "(identity, dead letters, rebuilds). None includes another.")
  private String scopes = "";

  @Mixin private final Keys.Place place = new Keys.Place();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    Path file = place.named();
    Token token = Token.random();
    Key key = key(token);
    Keys.Place.change(file, keys -> keys.with(key));
    PrintWriter out = spec.commandLine().getOut();
    out.println(token.secret());
    out.flush();
    spec.commandLine()
        .getErr()
        .printf(
            "%s of %s is good for %s. This is the only time that it is shown.%n",
            token, key.holder(), Scope.list(key.scopes()));
    return ExitCodes.DONE;
  }

  private Key key(Token token) throws Refusal {
    try {
      return Key.of(token, Scope.parse(scopes), LocalDate.now(ZoneOffset.UTC), holder.strip());
    } catch (IllegalArgumentException e) {
      throw new Refusal(ExitCodes.USAGE, "No key was made: " + e.getMessage() + ".");
    }
  }
}
