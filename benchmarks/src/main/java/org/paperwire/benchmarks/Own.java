package org.paperwire.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// What this process has used.
final class Own {

  private Own() {}

  /// Processor time of all its threads; zero where the system does not tell.
  static Duration processorTime() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /// Resident memory that is no file's, in bytes; 0 where the system does not tell.
  static long anonymousBytes() {
    return anonymousBytes(ProcessHandle.current().pid());
  }

  /// The same of another process.
  static long anonymousBytes(long pid) {
    try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
      return lines
          .filter(line -> line.startsWith("RssAnon:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }
}
