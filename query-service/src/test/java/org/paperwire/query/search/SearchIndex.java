package org.paperwire.query.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.BytesRef;
import org.paperwire.query.PaperBuilder;
import org.paperwire.query.papers.PaperJson;

/// The documents of the search view in memory, written as a generation writes them.
final class SearchIndex implements AutoCloseable {

  private final PaperJson json;
  private final SearchView definition;
  private final IndexWriter writer;

  SearchIndex(PaperJson json) {
    this.json = json;
    this.definition = new SearchView(json);
    try {
      this.writer =
          new IndexWriter(new ByteBuffersDirectory(), new IndexWriterConfig(definition.analyzer()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void has(PaperBuilder... papers) {
    try {
      for (PaperBuilder paper : papers) {
        Document document = definition.document(paper.build(), Instant.EPOCH);
        document.add(new StringField(Fields.ID, paper.id(), Field.Store.NO));
        document.add(new SortedDocValuesField(Fields.ID, new BytesRef(paper.id())));
        writer.updateDocument(new Term(Fields.ID, paper.id()), document);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Open papers() {
    try {
      DirectoryReader reader = DirectoryReader.open(writer);
      return new Open(new Papers(reader, json, definition.analyzer()), reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      writer.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  record Open(Papers papers, DirectoryReader reader) implements AutoCloseable {
    @Override
    public void close() {
      try {
        reader.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
