package org.paperwire.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Class data archives: what a process found, linked and profiled in a training run, kept so that
/// the next start need not do it again. They halve the time to ready and the work of a start.
///
/// They fit one build on one machine's JDK. One that does not fit any more (a jar changed, another
/// JDK) is ignored by the virtual machine, which then starts as usual; it says so in the log.
final class Caches {

  private final Path folder;

  Caches(Distribution distribution) {
    this.folder = distribution.caches();
  }

  /// Whether they are made and used at all.
  static boolean areWanted() {
    return !"off".equals(System.getenv("PAPERWIRE_CACHES"));
  }

  /// Options to use the archive of a process; none when there is no archive.
  List<String> use(String process) {
    return areWanted() && isThere(process)
        ? List.of(technique(process).use + archive(process))
        : List.of();
  }

  /// Options to make the archive when the process ends.
  List<String> make(String process) {
    return List.of(technique(process).make + unfinished(process));
  }

  boolean areThere(List<String> processes) {
    return processes.stream().allMatch(this::isThere);
  }

  boolean isThere(String process) {
    return Files.exists(archive(process));
  }

  void prepare() throws IOException {
    Files.createDirectories(folder);
  }

  /// Lets later starts use what the training run made.
  void finish(String process) throws IOException {
    if (!isThere(process)) {
      Files.move(unfinished(process), archive(process));
    }
  }

  private Path archive(String process) {
    return folder.resolve(process + technique(process).suffix);
  }

  private Path unfinished(String process) {
    return folder.resolve(process + ".unfinished" + technique(process).suffix);
  }

  private static Technique technique(String process) {
    return process.equals(Programs.REGISTRY) ? Technique.SHARED_CLASSES : Technique.AHEAD_OF_TIME;
  }

  private enum Technique {
    /// Classes, linked, with method profiles (JEP 483, 514, 515).
    AHEAD_OF_TIME("-XX:AOTCache=", "-XX:AOTCacheOutput=", ".aot"),
    /// Classes alone. The registry has its own class loaders, with which the other technique gains
    /// little more, takes 12 s instead of 5 s to make, and needs a third more space.
    SHARED_CLASSES("-XX:SharedArchiveFile=", "-XX:ArchiveClassesAtExit=", ".jsa");

    final String use;
    final String make;
    final String suffix;

    Technique(String use, String make, String suffix) {
      this.use = use;
      this.make = make;
      this.suffix = suffix;
    }
  }
}
