package org.paperwire.query.views;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.core.SimpleAnalyzer;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexableField;
import org.junit.jupiter.api.Test;
import org.paperwire.avro.Paper;
import org.paperwire.query.PaperBuilder;
import org.paperwire.topics.Topic;
import org.paperwire.topics.Topics;

class DefinitionMarkTest {

  /// A definition that makes these fields of everything.
  private record Fixed(int version, Analyzer analyzer, List<IndexableField> fields)
      implements ViewDefinition<Paper> {

    @Override
    public String name() {
      return "fixed";
    }

    @Override
    public int servesSince() {
      return 0;
    }

    @Override
    public Topic<Paper> topic() {
      return Topics.PAPERS;
    }

    @Override
    public String key(Paper value) {
      return value.getPaperId();
    }

    @Override
    public Document document(Paper value, Instant at) {
      var document = new Document();
      fields.forEach(document::add);
      return document;
    }

    @Override
    public Paper specimen() {
      return PaperBuilder.paper("arxiv:2401.00000").build();
    }
  }

  private static DefinitionMark mark(int version, Analyzer analyzer, IndexableField... fields) {
    return DefinitionMark.of(new Fixed(version, analyzer, List.of(fields)));
  }

  private static IndexableField text() {
    return new TextField("title", "Two Words", Field.Store.NO);
  }

  @Test
  void theSameDefinitionHasTheSameMark() {
    assertThat(mark(1, new SimpleAnalyzer(), text()))
        .isEqualTo(mark(1, new SimpleAnalyzer(), text()));
  }

  /// Sets are walked through in another order by each process.
  @Test
  void theOrderOfFieldsIsNoPartOfADefinition() {
    var one = new StringField("tag", "one", Field.Store.NO);
    var other = new StringField("tag", "other", Field.Store.NO);
    assertThat(mark(1, new SimpleAnalyzer(), one, other))
        .isEqualTo(mark(1, new SimpleAnalyzer(), other, one));
  }

  @Test
  void anotherVersionAnalyserOrFieldIsAnotherDefinition() {
    var marks =
        List.of(
            mark(1, new SimpleAnalyzer(), text()),
            mark(2, new SimpleAnalyzer(), text()),
            mark(1, new WhitespaceAnalyzer(), text()),
            mark(1, new SimpleAnalyzer(), new TextField("title", "Two Words", Field.Store.YES)),
            mark(1, new SimpleAnalyzer(), new StringField("title", "Two Words", Field.Store.NO)),
            mark(1, new SimpleAnalyzer(), text(), new StoredField("json", new byte[] {1})),
            mark(1, new SimpleAnalyzer(), text(), new LongPoint("day", 7)),
            mark(1, new SimpleAnalyzer(), text(), new NumericDocValuesField("day", 7)),
            mark(1, new SimpleAnalyzer(), text(), new NumericDocValuesField("day", 8)));

    assertThat(marks).doesNotHaveDuplicates();
  }
}
