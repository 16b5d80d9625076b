package org.paperwire.query.views;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/// The disk that generations lie on. A test has one that fills up.
interface Disk {

  /// The one there is.
  Disk REAL =
      new Disk() {
        @Override
        public Directory open(Path folder) throws IOException {
          return FSDirectory.open(folder);
        }

        @Override
        public long usableBytes(Path folder) throws IOException {
          return Files.getFileStore(folder).getUsableSpace();
        }
      };

  /// The index in a folder, to be closed.
  Directory open(Path folder) throws IOException;

  /// How many bytes may still be written.
  long usableBytes(Path folder) throws IOException;
}
