package org.paperwire.query.views;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.search.IndexSearcher;
import org.paperwire.platform.Position;

/// What a view showed at one moment, and how far it had come: one object, so that an answer never
/// states a position that its content is not at. It stays as it is, however long it is held;
/// closing it gives its files back.
public final class Snapshot implements AutoCloseable {

  /// How complete a snapshot is.
  public enum Standing {
    /// Its generation has never caught up: papers are missing.
    BUILDING,
    /// It was complete once, and may lack what was published while the process was down.
    BUILT,
    /// It has read, since the process started, all that was there when it did: what is missing here
    /// does not exist.
    CURRENT
  }

  private final DirectoryReader reader;
  private final Progress progress;
  private final int generation;
  private final Standing standing;
  private final AtomicBoolean open = new AtomicBoolean(true);

  /// Takes over one reference to `reader`.
  Snapshot(DirectoryReader reader, Progress progress, int generation, Standing standing) {
    this.reader = reader;
    this.progress = progress;
    this.generation = generation;
    this.standing = standing;
  }

  /// The same once more, to be closed on its own. Only whoever holds this one may ask.
  Snapshot again() {
    reader.incRef();
    return new Snapshot(reader, progress, generation, standing);
  }

  public DirectoryReader reader() {
    return reader;
  }

  /// A searcher over this snapshot. Cheap: make one for each question, with its own time limit.
  public IndexSearcher searcher() {
    return new IndexSearcher(reader);
  }

  public Progress progress() {
    return progress;
  }

  public Position position() {
    return progress.position();
  }

  public int generation() {
    return generation;
  }

  /// How complete it is.
  public Standing standing() {
    return standing;
  }

  @Override
  public void close() {
    if (open.compareAndSet(true, false)) {
      Generation.release(reader);
    }
  }
}
