package org.paperwire.query.search;

import java.time.Instant;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.util.BytesRef;
import org.paperwire.avro.ChangeKind;
import org.paperwire.avro.PaperChange;
import org.paperwire.query.papers.Paper;
import org.paperwire.query.papers.PaperFromTopic;
import org.paperwire.query.papers.PaperJson;
import org.paperwire.query.views.ViewDefinition;
import org.paperwire.topics.Topic;
import org.paperwire.topics.Topics;

/// The definition of the history: a document for each change, with the paper as it was after it. So
/// a paper as of a moment is one look-up, and costs no reading of the log.
///
/// Texts are not indexed: the past is asked by name and by day.
public final class HistoryView implements ViewDefinition<PaperChange> {

  private static final int VERSION = 1;
  private static final int SERVES_SINCE = 1;

  private final PaperJson json;
  private final Analyzer analyzer = PaperAnalyzers.all();

  public HistoryView(PaperJson json) {
    this.json = json;
  }

  @Override
  public String name() {
    return "history";
  }

  @Override
  public int version() {
    return VERSION;
  }

  @Override
  public int servesSince() {
    return SERVES_SINCE;
  }

  @Override
  public Topic<PaperChange> topic() {
    return Topics.CHANGES;
  }

  @Override
  public Analyzer analyzer() {
    return analyzer;
  }

  @Override
  public String key(PaperChange value) {
    return value.getPaperId();
  }

  @Override
  public String id(PaperChange value) {
    return value.getPaperId() + "#" + value.getRevision();
  }

  @Override
  public Document document(PaperChange value, Instant at) {
    Paper paper = PaperFromTopic.paper(value.getPaper()).unexplained();
    var document = new Document();
    document.add(new StoredField(Fields.JSON, json.write(paper)));
    document.add(new StringField(Fields.PAPER, paper.id(), Field.Store.NO));
    document.add(new SortedDocValuesField(Fields.PAPER, new BytesRef(paper.id())));
    document.add(new NumericDocValuesField(Fields.REVISION, value.getRevision()));
    document.add(new LongPoint(Fields.AT, at.toEpochMilli()));
    document.add(new NumericDocValuesField(Fields.AT, at.toEpochMilli()));
    boolean absorbed = paper.mergedInto().isPresent();
    document.add(
        new StringField(Fields.KIND, absorbed ? Fields.ABSORBED : Fields.LISTED, Field.Store.NO));
    if (!absorbed) {
      SearchView.names(document, paper);
      SearchView.facets(document, paper);
      SearchView.orders(document, paper);
    }
    return document;
  }

  @Override
  public PaperChange specimen() {
    return PaperChange.newBuilder()
        .setPaperId(Specimen.paper().getPaperId())
        .setKind(ChangeKind.UPDATED)
        .setRevision(3)
        .setFields(List.of("title"))
        .setPaper(Specimen.paper())
        .build();
  }
}
