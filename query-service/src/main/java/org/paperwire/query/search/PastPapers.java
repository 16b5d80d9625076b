package org.paperwire.query.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.MultiDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopFieldDocs;
import org.apache.lucene.util.BytesRef;
import org.paperwire.query.papers.Paper;
import org.paperwire.query.papers.PaperJson;

/// Papers as they were. A paper as of a moment is what its last change until then left; a change is
/// of the moment at which the statement that brought it was taken in.
public final class PastPapers {

  private static final int SAME_NAME_MAX = 200;

  /// What a day may have had, in changes, to be listed.
  static final int OF_A_DAY_MAX = 20_000;

  private static final Sort NEWEST_REVISION =
      new Sort(new SortField(Fields.REVISION, SortField.Type.LONG, true));
  private static final Sort FIRST = new Sort(new SortField(Fields.AT, SortField.Type.LONG, false));

  /// The first change that is known of a name.
  ///
  /// @param at when it was published
  /// @param whole whether nothing is missing before it
  public record First(Instant at, boolean whole) {}

  private final DirectoryReader reader;
  private final Papers papers;
  private final PaperJson json;
  private final Analyzer analyzer;

  PastPapers(DirectoryReader reader, Papers papers, PaperJson json, Analyzer analyzer) {
    this.reader = reader;
    this.papers = papers;
    this.json = json;
    this.analyzer = analyzer;
  }

  /// The paper that had this name at that moment, as it was then. Of several the smallest id.
  public Optional<Paper> find(PaperName name, Instant at) {
    try {
      IndexSearcher searcher = new IndexSearcher(reader);
      return switch (name) {
        case PaperName.Id(var id) -> paper(newest(searcher, id.value(), at));
        case PaperName.Term(String term) -> {
          Optional<Paper> byKey = named(searcher, Fields.KEY, term, at);
          yield byKey.isPresent() ? byKey : named(searcher, Fields.ALIAS, term, at);
        }
      };
    } catch (IOException e) {
      throw new UncheckedIOException("the index could not be read", e);
    }
  }

  /// Papers that had the name some time until then, and still had it at the end of that time.
  private Optional<Paper> named(IndexSearcher searcher, String field, String term, Instant at)
      throws IOException {
    Query query = until(at, new TermQuery(new Term(field, term)));
    TopDocs had = searcher.search(query, SAME_NAME_MAX, NEWEST_REVISION);
    Set<Integer> documents = new LinkedHashSet<>();
    for (ScoreDoc hit : had.scoreDocs) {
      documents.add(hit.doc);
    }
    var found = new ArrayList<Paper>();
    for (String id : paperIds(had)) {
      Optional<Integer> newest = newest(searcher, id, at);
      if (newest.isPresent() && documents.contains(newest.get())) {
        paper(newest).ifPresent(found::add);
      }
    }
    return found.stream().min(Comparator.comparing(Paper::id));
  }

  /// The document of a paper's last change until then.
  private static Optional<Integer> newest(IndexSearcher searcher, String id, Instant at)
      throws IOException {
    Query query = until(at, new TermQuery(new Term(Fields.PAPER, id)));
    TopFieldDocs top = searcher.search(query, 1, NEWEST_REVISION);
    return top.scoreDocs.length == 0 ? Optional.empty() : Optional.of(top.scoreDocs[0].doc);
  }

  private static Query until(Instant at, Query query) {
    return new BooleanQuery.Builder()
        .add(query, Occur.FILTER)
        .add(LongPoint.newRangeQuery(Fields.AT, Long.MIN_VALUE, at.toEpochMilli()), Occur.FILTER)
        .build();
  }

  private Optional<Paper> paper(Optional<Integer> document) throws IOException {
    return document.isEmpty()
        ? Optional.empty()
        : Optional.of(Papers.paper(reader, document.get(), json));
  }

  private Set<String> paperIds(TopDocs hits) throws IOException {
    var ids = new LinkedHashSet<String>();
    for (String id : values(Fields.PAPER, hits).values()) {
      ids.add(id);
    }
    return ids;
  }

  private Map<Integer, String> values(String field, TopDocs hits) throws IOException {
    var found = new HashMap<Integer, String>();
    SortedDocValues values = MultiDocValues.getSortedValues(reader, field);
    if (values == null) {
      return found;
    }
    List<Integer> documents = new ArrayList<>();
    for (ScoreDoc hit : hits.scoreDocs) {
      documents.add(hit.doc);
    }
    for (int document : documents.stream().sorted().toList()) {
      if (values.advanceExact(document)) {
        found.put(document, values.lookupOrd(values.ordValue()).utf8ToString());
      }
    }
    return found;
  }

  /// The first change that is known of what has, or ever had, this name.
  public Optional<First> first(PaperName name) {
    Query query =
        switch (name) {
          case PaperName.Id(var id) -> new TermQuery(new Term(Fields.PAPER, id.value()));
          case PaperName.Term(String term) ->
              new BooleanQuery.Builder()
                  .add(new TermQuery(new Term(Fields.KEY, term)), Occur.SHOULD)
                  .add(new TermQuery(new Term(Fields.ALIAS, term)), Occur.SHOULD)
                  .build();
        };
    try {
      IndexSearcher searcher = new IndexSearcher(reader);
      TopFieldDocs first = searcher.search(query, 1, FIRST);
      if (first.scoreDocs.length == 0) {
        return Optional.empty();
      }
      long at = (Long) ((FieldDoc) first.scoreDocs[0]).fields[0];
      String paper = paperIds(first).iterator().next();
      int firstRevision = searcher.count(new TermQuery(new Term(Fields.ID, paper + "#1")));
      return Optional.of(new First(Instant.ofEpochMilli(at), firstRevision > 0));
    } catch (IOException e) {
      throw new UncheckedIOException("the index could not be read", e);
    }
  }

  /// A page of a day as it was at a moment.
  ///
  /// @param selection that names a date
  /// @param limit at most [Papers#PAGE_MAX]
  /// @param after the cursor of the page before
  public Papers.Page list(
      Selection selection, Order order, int limit, Optional<String> after, Instant at)
      throws Refused {
    if (selection.date().isEmpty()) {
      throw new IllegalArgumentException("the past is listed by date");
    }
    Query query = until(at, selection.query(analyzer));
    try {
      IndexSearcher searcher = papers.searcher();
      TopDocs had = searcher.search(query, OF_A_DAY_MAX, NEWEST_REVISION);
      Papers.inTime(searcher);
      if (had.scoreDocs.length == OF_A_DAY_MAX) {
        throw new Refused(Refused.Reason.TOO_SLOW, "That date has too many changes to be listed.");
      }
      Query standing = new TermInSetQuery(Fields.ID, standing(searcher, had, at));
      return papers.list(standing, selection, order, limit, after);
    } catch (IOException e) {
      throw new UncheckedIOException("the index could not be read", e);
    }
  }

  /// The ids of those documents that were the last of their papers.
  private List<BytesRef> standing(IndexSearcher searcher, TopDocs had, Instant at)
      throws IOException {
    Map<Integer, String> ids = values(Fields.ID, had);
    var standing = new ArrayList<BytesRef>();
    for (String paper : paperIds(had)) {
      newest(searcher, paper, at).map(ids::get).ifPresent(id -> standing.add(new BytesRef(id)));
    }
    return standing;
  }
}
