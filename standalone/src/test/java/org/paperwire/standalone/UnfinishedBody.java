package org.paperwire.standalone;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/// The first two thirds of a body, and then nothing until somebody closes it: a sender in the
/// middle of its work for as long as a test likes.
final class UnfinishedBody extends InputStream {

  private final InputStream part;
  private final CountDownLatch closed = new CountDownLatch(1);

  UnfinishedBody(String whole) {
    byte[] bytes = whole.getBytes(StandardCharsets.UTF_8);
    part = new ByteArrayInputStream(bytes, 0, bytes.length * 2 / 3);
  }

  @Override
  public int read() throws IOException {
    int b = part.read();
    return b >= 0 ? b : end();
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int n = part.read(bytes, offset, length);
    return n >= 0 ? n : end();
  }

  private int end() throws IOException {
    try {
      closed.await();
      return -1;
    } catch (InterruptedException e) {
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
