package org.paperwire.query.views;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexWriterConfig.OpenMode;
import org.apache.lucene.index.MergePolicy;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.BytesRef;

/// One generation of a view: a Lucene index whose every commit carries how far it had come.
///
/// [#put] and [#remove] may be called by several threads, one document id by one thread at a time;
/// everything else belongs to the builder thread.
final class Generation implements Closeable {

  /// The field of a document's id, the key of the topic.
  static final String ID = "id";

  private static final double SEGMENT_FLOOR_MEGABYTES = 0.5;

  private final int number;
  private final Directory directory;
  private final IndexWriter writer;

  /// Of an index that was opened with something in it, nobody knows.
  private final Optional<SeenIds> seen;

  private DirectoryReader reader;
  private Progress progress;
  private Progress committed;

  private Generation(
      int number,
      Directory directory,
      IndexWriter writer,
      DirectoryReader reader,
      Progress progress) {
    this.number = number;
    this.directory = directory;
    this.writer = writer;
    this.seen = reader.maxDoc() == 0 ? Optional.of(new SeenIds()) : Optional.empty();
    this.reader = reader;
    this.progress = progress;
    this.committed = progress;
  }

  /// Opens the index in `directory`, which is taken over, at its last commit, or makes it.
  ///
  /// @throws IOException of the kinds that [ViewFolder] tells apart: damaged, or not to be had just
  ///   now
  static Generation open(
      Directory directory, int number, ViewDefinition<?> definition, ViewSettings settings)
      throws IOException {
    IndexWriter writer = null;
    try {
      writer =
          new IndexWriter(
              directory,
              new IndexWriterConfig(definition.analyzer())
                  .setOpenMode(OpenMode.CREATE_OR_APPEND)
                  .setRAMBufferSizeMB(settings.ramBufferMegabytes())
                  .setMergePolicy(ofSmallSegments())
                  // A close must not store documents without the offsets that belong to them.
                  .setCommitOnClose(false));
      Progress progress = lastCommit(writer, DefinitionMark.of(definition));
      return new Generation(number, directory, writer, DirectoryReader.open(writer), progress);
    } catch (IOException | RuntimeException e) {
      if (writer != null) {
        writer.close();
      }
      directory.close();
      throw e;
    }
  }

  /// Each refresh makes a segment, and tens of them come in a second. Those below the floor count
  /// as one size: by default it is so high that a whole view of some ten thousand papers is below
  /// it, and would be merged again with every few refreshes.
  private static MergePolicy ofSmallSegments() {
    return new TieredMergePolicy().setFloorSegmentMB(SEGMENT_FLOOR_MEGABYTES);
  }

  private static Progress lastCommit(IndexWriter writer, DefinitionMark definition) {
    Iterable<Map.Entry<String, String>> data = writer.getLiveCommitData();
    if (data == null) {
      return Progress.none(definition);
    }
    Map<String, String> entries =
        StreamSupport.stream(data.spliterator(), false)
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    return Progress.read(entries).orElseGet(() -> Progress.none(definition));
  }

  int number() {
    return number;
  }

  Progress progress() {
    return progress;
  }

  /// Puts a document in the place of the one with that id, if any.
  void put(String id, Document document) throws IOException {
    document.add(new StringField(ID, id, Field.Store.NO));
    document.add(new SortedDocValuesField(ID, new BytesRef(id)));
    if (seen.isPresent() && seen.get().isNew(id)) {
      writer.addDocument(document);
    } else {
      writer.updateDocument(new Term(ID, id), document);
    }
  }

  void remove(String id) throws IOException {
    writer.deleteDocuments(new Term(ID, id));
  }

  /// States that everything before `next` has been applied.
  void advance(Progress next) {
    progress = next;
  }

  /// What the index holds now, as a snapshot at the progress stated last.
  Snapshot refresh(Snapshot.Standing standing) throws IOException {
    DirectoryReader newer = DirectoryReader.openIfChanged(reader, writer);
    if (newer != null) {
      DirectoryReader older = reader;
      reader = newer;
      release(older);
    }
    reader.incRef();
    return new Snapshot(reader, progress, number, standing);
  }

  /// Makes documents and offsets durable, together. Does nothing when nothing moved.
  void commit() throws IOException {
    if (progress.equals(committed)) {
      return;
    }
    Progress upTo = progress;
    writer.setLiveCommitData(upTo.userData().entrySet());
    writer.commit();
    committed = upTo;
  }

  /// Gives one reference back; whoever does so last closes the files.
  static void release(DirectoryReader reader) {
    try {
      reader.decRef();
    } catch (IOException e) {
      throw new UncheckedIOException("files of a view could not be closed", e);
    }
  }

  /// Closes the index as of its last commit. Snapshots in use stay readable.
  @Override
  public void close() throws IOException {
    try (directory;
        writer) {
      reader.decRef();
    }
  }
}
