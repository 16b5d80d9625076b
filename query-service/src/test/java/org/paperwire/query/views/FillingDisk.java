package org.paperwire.query.views;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.FilterIndexOutput;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;

/// A disk that has room for so many bytes of one generation, and any number of the others.
final class FillingDisk implements Disk {

  private final String generation;
  private final AtomicLong left;
  private volatile long usable = Long.MAX_VALUE;

  FillingDisk(int generation, long bytes) {
    this.generation = Integer.toString(generation);
    this.left = new AtomicLong(bytes);
  }

  /// Says that so much is left, whatever there is.
  void claims(long bytes) {
    usable = bytes;
  }

  @Override
  public long usableBytes(Path folder) {
    return usable;
  }

  @Override
  public Directory open(Path folder) throws IOException {
    Directory real = REAL.open(folder);
    return folder.endsWith(generation) ? new Full(real) : real;
  }

  private final class Full extends FilterDirectory {

    Full(Directory real) {
      super(real);
    }

    @Override
    public IndexOutput createOutput(String name, IOContext context) throws IOException {
      return new FilterIndexOutput(name, name, super.createOutput(name, context)) {
        @Override
        public void writeByte(byte b) throws IOException {
          take(1);
          super.writeByte(b);
        }

        @Override
        public void writeBytes(byte[] b, int offset, int length) throws IOException {
          take(length);
          super.writeBytes(b, offset, length);
        }
      };
    }

    private void take(int bytes) throws IOException {
      if (left.addAndGet(-bytes) < 0) {
        throw new IOException("No space left on device");
      }
    }
  }
}
