package org.paperwire.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/// How far the sending of one file is, on a terminal; silent elsewhere.
///
/// Told from the thread that sends; closed by the one that waits.
final class Progress implements LongConsumer, AutoCloseable {

  /// Whether the error output is a terminal: the launcher knows.
  private static final boolean TERMINAL = Boolean.getBoolean("paperwire.terminal");

  private static final int WIDTH = 30;

  private final String label;
  private final long total;
  private final PrintStream out;
  private final boolean shown;
  private int tenths = -1;

  Progress(String label, long total, PrintStream out, boolean shown) {
    this.label = label;
    this.total = total;
    this.out = out;
    this.shown = shown;
  }

  static Progress of(String file, int index, int files, boolean quiet) {
    return new Progress(
        "[%d/%d]".formatted(index + 1, files), size(file), System.err, TERMINAL && !quiet);
  }

  private static long size(String file) {
    try {
      return file.equals("-") ? 0 : Files.size(Path.of(file));
    } catch (IOException e) {
      return 0;
    }
  }

  @Override
  public synchronized void accept(long sent) {
    if (!shown || total == 0) {
      return;
    }
    int now = (int) (1000 * sent / total);
    if (now != tenths) {
      tenths = now;
      int full = (int) (WIDTH * sent / total);
      out.printf(
          "\r%s %s%s %3d %% of %.1f MB",
          label, "█".repeat(full), "░".repeat(WIDTH - full), now / 10, total / 1e6);
      out.flush();
    }
  }

  @Override
  public synchronized void close() {
    if (tenths >= 0) {
      out.print("\r\u001b[K");
      out.flush();
    }
  }
}
