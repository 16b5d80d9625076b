package org.paperwire.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Ahead-of-time caches (JEP 483, 514, 515): what a process loaded, linked and profiled in a
/// training run, kept so that the next start need not do it again. They halve the time to ready and
/// the work of a start.
///
/// They fit one build on one machine's JDK. One that does not fit any more (a jar changed, another
/// JDK) is ignored by the virtual machine, which then starts as usual; it says so in the log.
final class Caches {

  /// The name of the cache of the command line, which is also the supervisor.
  static final String COMMAND_LINE = "command-line";

  private static final List<String> ALL =
      Stream.concat(Stream.of(COMMAND_LINE), Programs.STOPPING_ORDER.stream()).toList();

  /// Mapped where it was made, so that its pages stay those of the file, shared and clean: moved to
  /// another address, as is the default, each pointer in it would be written anew, 130 MB in all.
  private static final List<String> WHERE_IT_WAS_MADE =
      List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:ArchiveRelocationMode=0");

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
    if (!areWanted() || !isThere(process)) {
      return List.of();
    }
    var options = new ArrayList<>(WHERE_IT_WAS_MADE);
    options.add("-XX:AOTCache=" + archive(process));
    return options;
  }

  /// Options to make the archive when the process ends.
  List<String> make(String process) {
    return List.of("-XX:AOTCacheOutput=" + unfinished(process));
  }

  boolean areAllThere() {
    return ALL.stream().allMatch(this::isThere);
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
    return folder.resolve(process + ".aot");
  }

  private Path unfinished(String process) {
    return folder.resolve(process + ".unfinished.aot");
  }
}
