package org.paperwire.cli;

import io.micronaut.serde.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;
import org.paperwire.query.papers.Paper;
import org.paperwire.query.papers.PaperJson;
import org.paperwire.query.search.SearchView;

/// Bare Lucene, to measure against: the papers of an export, as the documents that the search view
/// makes of them, added to an index by one thread. Only the adding and the commit count: that the
/// documents are read and made does not.
///
/// `BareLucene EXPORT FOLDER RAM_MEGABYTES` prints documents and seconds.
final class BareLucene {

  private static final int PORTION = 1_000;

  private BareLucene() {}

  static void main(String[] arguments) throws IOException {
    var json = new PaperJson(ObjectMapper.getDefault());
    var view = new SearchView(json);
    long nanos = 0;
    long documents = 0;
    try (BufferedReader lines =
            Files.newBufferedReader(Path.of(arguments[0]), StandardCharsets.UTF_8);
        var directory = FSDirectory.open(Path.of(arguments[1]));
        var writer =
            new IndexWriter(
                directory,
                new IndexWriterConfig(view.analyzer())
                    .setRAMBufferSizeMB(Integer.parseInt(arguments[2])))) {
      for (List<Document> portion = portion(lines, json, view);
          !portion.isEmpty();
          portion = portion(lines, json, view)) {
        long began = System.nanoTime();
        for (Document document : portion) {
          writer.addDocument(document);
        }
        nanos += System.nanoTime() - began;
        documents += portion.size();
      }
      long began = System.nanoTime();
      writer.commit();
      nanos += System.nanoTime() - began;
    }
    System.out.printf("%d %.3f%n", documents, nanos / 1e9);
  }

  private static List<Document> portion(BufferedReader lines, PaperJson json, SearchView view)
      throws IOException {
    var documents = new ArrayList<Document>();
    while (documents.size() < PORTION) {
      String line = lines.readLine();
      if (line == null) {
        break;
      }
      Paper paper = json.read(line.getBytes(StandardCharsets.UTF_8));
      Document document = view.document(paper);
      document.add(new StringField("id", paper.id(), Field.Store.NO));
      document.add(new SortedDocValuesField("id", new BytesRef(paper.id())));
      documents.add(document);
    }
    return documents;
  }
}
