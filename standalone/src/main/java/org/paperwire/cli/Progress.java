package org.paperwire.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/// How far something is that takes a while, the sending of one file say, on a terminal; silent
/// elsewhere.
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

  /// Of something that is not counted in bytes: see [#show].
  Progress(String label) {
    this(label, 0, System.err, TERMINAL);
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

  /// Shows how much is done of a total that may change, and some words beside it.
  synchronized void show(long done, long all, String words) {
    if (!shown || all == 0) {
      return;
    }
    tenths = (int) (1000 * done / all);
    int full = (int) (WIDTH * done / all);
    out.printf(
        "\r%s %s%s %3d %%  %s\u001b[K",
        label, "█".repeat(full), "░".repeat(WIDTH - full), tenths / 10, words);
    out.flush();
  }

  @Override
  public synchronized void close() {
    if (tenths >= 0) {
      out.print("\r\u001b[K");
      out.flush();
    }
  }
}
