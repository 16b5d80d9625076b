package org.paperwire.query.search;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.DoubleDocValuesField;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.util.BytesRef;
import org.paperwire.bibliography.PartialDate;
import org.paperwire.query.papers.Paper;
import org.paperwire.query.papers.PaperFromTopic;
import org.paperwire.query.papers.PaperJson;
import org.paperwire.query.views.ViewDefinition;
import org.paperwire.topics.Topic;
import org.paperwire.topics.Topics;

/// The definition of the search view: the document that a paper becomes.
///
/// A merged id is a document too, with its id and nothing else that could be found, so that it
/// leads to the paper that lives on.
public final class SearchView implements ViewDefinition<org.paperwire.avro.Paper> {

  /// Rises with every change of [#document], of [PaperAnalyzers] or of the JSON of a paper.
  private static final int VERSION = 2;

  /// The oldest version whose index can be asked, and written to, by this one.
  private static final int SERVES_SINCE = 2;

  /// Lucene takes no term of more than 32,766 bytes; no id or tag of ours comes near this.
  private static final int TERM_CHARACTERS_MAX = 2_000;

  private final PaperJson json;
  private final Analyzer analyzer = PaperAnalyzers.all();

  public SearchView(PaperJson json) {
    this.json = json;
  }

  @Override
  public String name() {
    return "search";
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
  public Topic<org.paperwire.avro.Paper> topic() {
    return Topics.PAPERS;
  }

  @Override
  public Analyzer analyzer() {
    return analyzer;
  }

  @Override
  public String key(org.paperwire.avro.Paper value) {
    return value.getPaperId();
  }

  @Override
  public org.paperwire.avro.Paper specimen() {
    return Specimen.paper();
  }

  @Override
  public Document document(org.paperwire.avro.Paper value, Instant at) {
    return document(PaperFromTopic.paper(value));
  }

  /// The document of a paper.
  public Document document(Paper paper) {
    var document = new Document();
    document.add(new StoredField(Fields.JSON, json.write(paper)));
    if (paper.mergedInto().isPresent()) {
      document.add(new StringField(Fields.KIND, Fields.ABSORBED, Field.Store.NO));
      return document;
    }
    names(document, paper);
    findable(document, paper);
    orders(document, paper);
    return document;
  }

  /// What a [Selection] of texts, tags and sources looks at.
  static void findable(Document document, Paper paper) {
    document.add(new StringField(Fields.KIND, Fields.LISTED, Field.Store.NO));
    text(document, paper);
    facets(document, paper);
  }

  static void names(Document document, Paper paper) {
    paper.recordKeys().forEach(key -> term(document, Fields.KEY, key));
    Stream<String> identifiers =
        paper.identifiers().entrySet().stream()
            .flatMap(ids -> ids.getValue().stream().map(id -> ids.getKey() + ":" + id));
    Stream<String> sourceIds =
        paper.sightings().stream()
            .flatMap(seen -> seen.sourceId().map(id -> seen.source() + ":" + id).stream());
    Stream.concat(identifiers, sourceIds)
        .distinct()
        .forEach(alias -> term(document, Fields.ALIAS, alias));
  }

  private static void text(Document document, Paper paper) {
    prose(document, Fields.TITLE, paper.title());
    paper.abstractText().ifPresent(text -> prose(document, Fields.ABSTRACT, text));
    paper.authors().forEach(author -> prose(document, Fields.AUTHORS, author.name()));
    paper.organisation().ifPresent(name -> prose(document, Fields.AUTHORS, name));
    paper.venue().ifPresent(venue -> prose(document, Fields.VENUE, venue));
    paper.keywords().forEach(keyword -> prose(document, Fields.KEYWORDS, keyword));
    paper.tags().stream()
        .flatMap(tag -> Stream.concat(Stream.of(tag.tag()), tag.label().stream()))
        .distinct()
        .forEach(words -> prose(document, Fields.KEYWORDS, words));
  }

  static void facets(Document document, Paper paper) {
    tags(paper).forEach(tag -> facet(document, Fields.TAG, tag));
    sources(paper).forEach(source -> facet(document, Fields.SOURCE, source));
    year(paper).ifPresent(year -> facet(document, Fields.YEAR, year));
  }

  static Set<String> tags(Paper paper) {
    return Stream.concat(paper.tags().stream().map(Paper.Tag::tag), paper.categories().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  static Set<String> sources(Paper paper) {
    return paper.sightings().stream()
        .map(Paper.Sighting::source)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Optional<String> year(Paper paper) {
    return paper
        .year()
        .or(() -> paper.publishedAt().flatMap(PartialDate::parse).map(PartialDate::year))
        .map(year -> Integer.toString(year));
  }

  static void orders(Document document, Paper paper) {
    PaperDate.of(paper)
        .ifPresent(
            date -> {
              prefixes(date).forEach(prefix -> term(document, Fields.DATE, prefix));
              document.add(new LongPoint(Fields.DATED, date.earliest().toEpochDay()));
            });
    LocalDate day = PaperDate.day(paper);
    long points = paper.upvotes().orElse(0L) + paper.comments().orElse(0L);
    // As points too: an order by day then skips what cannot get on the page.
    document.add(new NumericDocValuesField(Fields.DAY, day.toEpochDay()));
    document.add(new LongPoint(Fields.DAY, day.toEpochDay()));
    document.add(
        new NumericDocValuesField(
            Fields.FIRST_SEEN, paper.firstSeenAt().orElse(Instant.EPOCH).toEpochMilli()));
    document.add(new NumericDocValuesField(Fields.POINTS, points));
    document.add(new DoubleDocValuesField(Fields.HOT, Heat.of(points, day)));
  }

  /// `2025-07-10` is found by its day, its month and its year.
  private static List<String> prefixes(PartialDate date) {
    return Stream.of(4, 7, 10)
        .filter(length -> length <= date.iso().length())
        .map(length -> date.iso().substring(0, length))
        .toList();
  }

  private static void prose(Document document, String field, String text) {
    document.add(new TextField(field, text, Field.Store.NO));
  }

  private static void term(Document document, String field, String text) {
    if (text.length() <= TERM_CHARACTERS_MAX) {
      document.add(new StringField(field, text, Field.Store.NO));
    }
  }

  private static void facet(Document document, String field, String text) {
    if (text.length() <= TERM_CHARACTERS_MAX) {
      document.add(new StringField(field, text, Field.Store.NO));
      document.add(new SortedSetDocValuesField(field, new BytesRef(text)));
    }
  }
}
