package org.paperwire.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/// The memory that a process has for itself alone.
///
/// `RssAnon` rather than `RSS`: mapped files (indexes, class archives, jars) are the page cache's,
/// are shared between processes and go when memory is short.
public final class Memory {

  private Memory() {}

  /// The anonymous resident memory of a process in bytes; nothing when it ended or where the
  /// operating system does not tell.
  public static OptionalLong anonymousBytes(long pid) {
    try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
      return lines
          .filter(line -> line.startsWith("RssAnon:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }
}
