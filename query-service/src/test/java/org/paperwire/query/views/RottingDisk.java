package org.paperwire.query.views;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;

/// A disk on which one generation is found damaged from a moment on.
final class RottingDisk implements Disk {

  private final String generation;
  private volatile boolean rotten;

  RottingDisk(int generation) {
    this.generation = Integer.toString(generation);
  }

  void rots() {
    rotten = true;
  }

  @Override
  public long usableBytes(Path folder) throws IOException {
    return REAL.usableBytes(folder);
  }

  @Override
  public Directory open(Path folder) throws IOException {
    Directory real = REAL.open(folder);
    return folder.endsWith(generation) ? new Rotting(real) : real;
  }

  private final class Rotting extends FilterDirectory {

    Rotting(Directory real) {
      super(real);
    }

    @Override
    public IndexOutput createOutput(String name, IOContext context) throws IOException {
      if (rotten) {
        throw new CorruptIndexException("checksum failed", name);
      }
      return super.createOutput(name, context);
    }
  }
}
