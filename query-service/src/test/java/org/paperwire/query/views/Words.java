package org.paperwire.query.views;

import java.io.IOException;
import java.time.Instant;
import java.util.TreeMap;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.ScoreDoc;
import org.paperwire.avro.Paper;
import org.paperwire.query.PaperBuilder;
import org.paperwire.topics.Topic;
import org.paperwire.topics.Topics;

/// A small view for tests: titles and revisions by paper id.
record Words(int version, int servesSince) implements ViewDefinition<Paper> {

  /// A definition that can ask whatever any older one built.
  Words(int version) {
    this(version, 0);
  }

  @Override
  public String name() {
    return "words";
  }

  @Override
  public Topic<Paper> topic() {
    return Topics.PAPERS;
  }

  @Override
  public Analyzer analyzer() {
    return new WhitespaceAnalyzer();
  }

  @Override
  public String key(Paper value) {
    return value.getPaperId();
  }

  @Override
  public Paper specimen() {
    return PaperBuilder.paper("arxiv:2401.00000").titled("A specimen").build();
  }

  @Override
  public Document document(Paper value, Instant at) {
    if (value.getTitle().equals("unfit")) {
      throw new IllegalArgumentException("no document can be made of this");
    }
    return titled(value.getPaperId(), value.getTitle() + " r" + value.getRevision());
  }

  static Document titled(String id, String title) {
    var document = new Document();
    document.add(new StoredField("name", id));
    document.add(new StoredField("title", title));
    return document;
  }

  /// Everything in a snapshot: id to title.
  static TreeMap<String, String> in(Snapshot snapshot) throws IOException {
    var found = new TreeMap<String, String>();
    var searcher = snapshot.searcher();
    for (ScoreDoc hit : searcher.search(new MatchAllDocsQuery(), 100_000).scoreDocs) {
      Document document = searcher.storedFields().document(hit.doc);
      String before = found.put(document.get("name"), document.get("title"));
      if (before != null) {
        throw new AssertionError(document.get("name") + " is in the index twice");
      }
    }
    return found;
  }
}
