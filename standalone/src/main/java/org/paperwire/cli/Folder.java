package org.paperwire.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.paperwire.standalone.StackFolder;
import picocli.CommandLine.Option;

/// The data folder that a command is about.
final class Folder {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "The data folder (default: $PAPERWIRE_DATA, or .paperwire/data below the checkout).")
  private @Nullable Path data;

  StackFolder folder() {
    if (data != null) {
      return new StackFolder(data);
    }
    String fromOutside = System.getenv("PAPERWIRE_DATA");
    if (fromOutside != null && !fromOutside.isBlank()) {
      return new StackFolder(Path.of(fromOutside));
    }
    return new StackFolder(
        Path.of(System.getProperty("paperwire.home", "."), ".paperwire", "data"));
  }
}
