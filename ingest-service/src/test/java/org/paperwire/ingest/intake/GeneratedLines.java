package org.paperwire.ingest.intake;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.LongFunction;

/// A stream of lines that are made as they are read: a file of any size that nobody has to hold.
final class GeneratedLines extends InputStream {

  private final long lines;
  private final LongFunction<String> line;
  private long made;
  private byte[] current = new byte[0];
  private int at;

  /// @param line makes the n-th line, from 1
  GeneratedLines(long lines, LongFunction<String> line) {
    this.lines = lines;
    this.line = line;
  }

  @Override
  public int read() {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    int copied = 0;
    while (copied < length && (at < current.length || made < lines)) {
      if (at == current.length) {
        made++;
        current = (line.apply(made) + "\n").getBytes(StandardCharsets.UTF_8);
        at = 0;
      }
      int part = Math.min(length - copied, current.length - at);
      System.arraycopy(current, at, buffer, offset + copied, part);
      at += part;
      copied += part;
    }
    return copied == 0 && length > 0 ? -1 : copied;
  }
}
