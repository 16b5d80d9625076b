package org.paperwire.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.paperwire.client.Server;
import org.paperwire.platform.keys.Key;
import org.paperwire.platform.keys.KeyFile;
import org.paperwire.platform.keys.Scope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Lists keys.
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    header = "List the keys: id, scopes, day, holder.",
    description =
        "List the keys of a file: the id of each, what it is good for, since when, whose.",
    footer = {"", "Exit codes: 0 listed, even when there are none; 1 the file is no file of keys."})
final class KeysList implements Callable<Integer> {

  @Option(names = "--json", description = "Print them as one JSON array.")
  private boolean json;

  @Mixin private final Keys.Place place = new Keys.Place();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    List<Key> keys = read(place.existing());
    if (json) {
      ArrayNode array = Server.JSON.createArrayNode();
      for (Key key : keys) {
        var told = array.addObject().put("id", key.id());
        key.scopes().forEach(scope -> told.withArray("scopes").add(scope.word()));
        told.put("made", key.made().toString()).put("holder", key.holder());
      }
      out.println(array.toPrettyString());
    } else {
      keys.forEach(
          key ->
              out.printf(
                  "%s  %-17s  %s  %s%n",
                  key.id(), Scope.list(key.scopes()), key.made(), PaperText.clean(key.holder())));
      out.printf("%d keys%n", keys.size());
    }
    return ExitCodes.DONE;
  }

  private static List<Key> read(Path file) throws Refusal {
    try {
      return KeyFile.read(file).keys().keys();
    } catch (IOException e) {
      throw new Refusal(ExitCodes.FAILED, file + ": " + e.getMessage());
    }
  }
}
