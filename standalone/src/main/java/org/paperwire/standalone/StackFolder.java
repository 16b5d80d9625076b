package org.paperwire.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Everything that a standalone Paperwire keeps.
///
/// ```
/// kafka/        the log: the truth          logs/      what the processes said
/// registry/     the schemas                 run/       locks
/// views/ state/ derived, can be rebuilt     run.json   where the running one is
/// ```
public record StackFolder(Path root) {

  public StackFolder {
    root = root.toAbsolutePath().normalize();
  }

  void create() throws IOException {
    for (String folder : new String[] {"kafka", "registry", "logs", "run"}) {
      Files.createDirectories(root.resolve(folder));
    }
  }

  Path kafka() {
    return root.resolve("kafka");
  }

  Path registry() {
    return root.resolve("registry");
  }

  /// The log of a process.
  public Path log(String process) {
    return root.resolve("logs").resolve(process + ".log");
  }

  Path lock(String process) {
    return root.resolve("run").resolve(process + ".lock");
  }

  /// Says where the running one is.
  public Path runFile() {
    return root.resolve("run.json");
  }

  /// Says that the question of the sample was settled, and how.
  Path sampleMark() {
    return root.resolve("run").resolve("sample");
  }
}
