package org.paperwire.standalone;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;

/// What a child prints: kept in a file of bounded size (when it is full it becomes `….1`, in place
/// of the one before) and, for the report when the child fails, the last of it in memory.
///
/// Written by the thread that reads the child, read by the supervisor: all methods hold the lock.
final class ConsoleLog implements Closeable {

  private static final long FILE_BYTES_MAX = 8L << 20;
  private static final int TAIL_BYTES = 8 << 10;

  private final Path file;
  private final long fileBytesMax;
  private byte[] tail = new byte[0];
  private OutputStream out;
  private long written;

  ConsoleLog(Path file) throws IOException {
    this(file, FILE_BYTES_MAX);
  }

  ConsoleLog(Path file, long fileBytesMax) throws IOException {
    this.file = file;
    this.fileBytesMax = fileBytesMax;
    this.out = open();
    this.written = Files.size(file);
  }

  private OutputStream open() throws IOException {
    return Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /// Reads a child's output until it ends.
  void readAll(InputStream output) throws IOException {
    var buffer = new byte[8 << 10];
    for (int n = output.read(buffer); n >= 0; n = output.read(buffer)) {
      write(buffer, n);
    }
  }

  private synchronized void write(byte[] bytes, int length) throws IOException {
    if (written + length > fileBytesMax) {
      out.close();
      Files.move(
          file,
          file.resolveSibling(file.getFileName() + ".1"),
          StandardCopyOption.REPLACE_EXISTING);
      out = open();
      written = 0;
    }
    out.write(bytes, 0, length);
    written += length;
    byte[] both = Arrays.copyOf(tail, tail.length + length);
    System.arraycopy(bytes, 0, both, tail.length, length);
    tail = Arrays.copyOfRange(both, Math.max(0, both.length - TAIL_BYTES), both.length);
  }

  /// The last lines since this log was opened.
  synchronized List<String> lastLines(int most) {
    List<String> lines = new String(tail, StandardCharsets.UTF_8).lines().toList();
    return List.copyOf(lines.subList(Math.max(0, lines.size() - most), lines.size()));
  }

  Path file() {
    return file;
  }

  @Override
  public synchronized void close() throws IOException {
    out.close();
  }
}
