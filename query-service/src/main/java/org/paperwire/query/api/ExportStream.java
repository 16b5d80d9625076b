package org.paperwire.query.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.zip.GZIPOutputStream;

/// Lines as a stream of bytes, gzipped or not, that is pulled from: the next few lines are made
/// when the reader has taken those before. Closing it, which also happens when the reader leaves,
/// gives back what they are made of.
final class ExportStream extends InputStream {

  private static final int CHUNK_BYTES = 32 * 1024;

  private final Iterator<byte[]> lines;
  private final Runnable release;
  private final ByteArrayOutputStream made = new ByteArrayOutputStream(2 * CHUNK_BYTES);
  private final OutputStream sink;
  private byte[] chunk = new byte[0];
  private int at;
  private boolean ended;

  /// @param release gives back what the lines are made of; may be called more than once
  ExportStream(Iterator<byte[]> lines, Runnable release, boolean gzip) throws IOException {
    this.lines = lines;
    this.release = release;
    this.sink = gzip ? new GZIPOutputStream(made) : made;
  }

  @Override
  public int read() throws IOException {
    return hasMore() ? chunk[at++] & 0xff : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!hasMore()) {
      return -1;
    }
    int part = Math.min(length, chunk.length - at);
    System.arraycopy(chunk, at, target, offset, part);
    at += part;
    return part;
  }

  private boolean hasMore() throws IOException {
    while (at == chunk.length && !ended) {
      while (made.size() < CHUNK_BYTES && lines.hasNext()) {
        sink.write(lines.next());
        sink.write('\n');
      }
      if (!lines.hasNext()) {
        sink.close();
        ended = true;
        release.run();
      }
      chunk = made.toByteArray();
      made.reset();
      at = 0;
    }
    return at < chunk.length;
  }

  @Override
  public void close() {
    ended = true;
    release.run();
  }
}
