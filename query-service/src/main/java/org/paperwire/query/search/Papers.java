package org.paperwire.query.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.QueryTimeoutImpl;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MultiCollectorManager;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopFieldCollector;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopFieldDocs;
import org.apache.lucene.util.BytesRef;
import org.paperwire.query.comparison.Side;
import org.paperwire.query.papers.Paper;
import org.paperwire.query.papers.PaperJson;

/// The papers of one snapshot, and what can be asked of them.
public final class Papers {

  /// The largest page.
  public static final int PAGE_MAX = 100;

  /// A paper found by text.
  ///
  /// @param highlights field to HTML
  public record Hit(Paper paper, float score, Map<String, String> highlights) {}

  /// A page of a list.
  ///
  /// @param next the cursor of the page after this, if there is one
  public record Page(List<Paper> papers, Optional<String> next) {}

  /// A page of what was found by text.
  ///
  /// @param total of all pages, exact
  /// @param facets field to its most frequent values among all that was found
  public record Found(
      List<Hit> hits, long total, Map<String, List<FacetCount>> facets, Optional<String> next) {}

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final List<String> FACETS = List.of(Fields.TAG, Fields.SOURCE, Fields.YEAR);
  private static final int FACET_VALUES = 20;
  private static final int SAME_NAME_MAX = 50;

  private final DirectoryReader reader;
  private final PaperJson json;
  private final Analyzer analyzer;

  Papers(DirectoryReader reader, PaperJson json, Analyzer analyzer) {
    this.reader = reader;
    this.json = json;
    this.analyzer = analyzer;
  }

  /// The paper of that name. Where several have it, the one that it is a record key of comes first,
  /// then the smallest id.
  ///
  /// It comes with what made it one paper; [Paper#unexplained] is what lists show.
  public Optional<Paper> find(PaperName name) {
    return switch (name) {
      case PaperName.Id(var id) -> first(Fields.ID, id.value());
      case PaperName.Term(String term) ->
          first(Fields.KEY, term).or(() -> first(Fields.ALIAS, term));
    };
  }

  private Optional<Paper> first(String field, String term) {
    try {
      IndexSearcher searcher = new IndexSearcher(reader);
      var found = new ArrayList<Paper>();
      for (ScoreDoc hit :
          searcher.search(new TermQuery(new Term(field, term)), SAME_NAME_MAX).scoreDocs) {
        found.add(paper(reader, hit.doc, json));
      }
      return found.stream().min(Comparator.comparing(Paper::id));
    } catch (IOException e) {
      throw new UncheckedIOException("the index could not be read", e);
    }
  }

  /// A page of the papers selected.
  ///
  /// @param limit at most [#PAGE_MAX]
  /// @param after the cursor of the page before
  public Page list(Selection selection, Order order, int limit, Optional<String> after)
      throws Refused {
    return list(selection.query(analyzer), selection, order, limit, after);
  }

  /// A page of what a query finds, which belongs to a selection.
  Page list(Query query, Selection selection, Order order, int limit, Optional<String> after)
      throws Refused {
    try {
      IndexSearcher searcher = searcher();
      TopFieldDocs top = searcher.search(query, top(selection, order, limit, after, limit + 1));
      inTime(searcher);
      var papers = new ArrayList<Paper>();
      for (ScoreDoc hit :
          List.of(top.scoreDocs).subList(0, Math.min(limit, top.scoreDocs.length))) {
        papers.add(paper(hit.doc));
      }
      return new Page(papers, next(selection, order, limit, top));
    } catch (IOException e) {
      throw new UncheckedIOException("the index could not be read", e);
    }
  }

  /// A page of what the text of the selection finds.
  ///
  /// @param limit at most [#PAGE_MAX]
  /// @param after the cursor of the page before
  public Found search(Selection selection, Order order, int limit, Optional<String> after)
      throws Refused {
    try {
      Query query = selection.query(analyzer);
      IndexSearcher searcher = searcher();
      Object[] results =
          searcher.search(
              query,
              new MultiCollectorManager(
                  top(selection, order, limit, after, Integer.MAX_VALUE),
                  new FacetCounts(FACETS, FACET_VALUES)));
      inTime(searcher);
      var top = (TopFieldDocs) results[0];
      @SuppressWarnings("unchecked") // what FacetCounts reduces to
      var facets = (Map<String, List<FacetCount>>) results[1];
      return new Found(
          hits(searcher, query, order, limit, top),
          top.totalHits.value(),
          facets,
          next(selection, order, limit, top));
    } catch (IOException e) {
      throw new UncheckedIOException("the index could not be read", e);
    }
  }

  private List<Hit> hits(
      IndexSearcher searcher, Query query, Order order, int limit, TopFieldDocs top)
      throws IOException {
    ScoreDoc[] page = Stream.of(top.scoreDocs).limit(limit).toArray(ScoreDoc[]::new);
    if (order != Order.RELEVANCE) {
      TopFieldCollector.populateScores(page, searcher, query);
    }
    var highlights = new Highlights(query, analyzer);
    var hits = new ArrayList<Hit>();
    for (ScoreDoc hit : page) {
      Paper paper = paper(hit.doc);
      float score = order == Order.RELEVANCE ? (Float) ((FieldDoc) hit).fields[0] : hit.score;
      hits.add(new Hit(paper, score, highlights.of(paper)));
    }
    return hits;
  }

  /// One paper more than asked for is looked at, which tells whether there is a next page.
  private TopFieldCollectorManager top(
      Selection selection, Order order, int limit, Optional<String> after, int countExactlyUpTo)
      throws Refused {
    if (limit < 1 || limit > PAGE_MAX) {
      throw new IllegalArgumentException("a page has 1 to " + PAGE_MAX + " papers, not " + limit);
    }
    FieldDoc place = null;
    if (after.isPresent()) {
      place =
          Cursor.parse(after.get(), order, selection)
              .orElseThrow(
                  () -> new Refused(Refused.Reason.BAD_CURSOR, "The cursor is none of this list."))
              .place(reader.maxDoc());
    }
    return new TopFieldCollectorManager(order.sort(), limit + 1, place, countExactlyUpTo);
  }

  private static Optional<String> next(
      Selection selection, Order order, int limit, TopFieldDocs top) {
    return top.scoreDocs.length <= limit
        ? Optional.empty()
        : Optional.of(Cursor.after(order, selection, (FieldDoc) top.scoreDocs[limit - 1]).token());
  }

  /// Every tag in use and how many papers have it, the most frequent first.
  public List<FacetCount> tags() throws Refused {
    try {
      IndexSearcher searcher = searcher();
      var counts =
          searcher.search(
              new TermQuery(new Term(Fields.KIND, Fields.LISTED)),
              new FacetCounts(List.of(Fields.TAG), Integer.MAX_VALUE));
      inTime(searcher);
      return counts.getOrDefault(Fields.TAG, List.of());
    } catch (IOException e) {
      throw new UncheckedIOException("the index could not be read", e);
    }
  }

  /// How many papers have a tag.
  public int tagged(String tag) {
    try {
      return new IndexSearcher(reader).count(new TermQuery(new Term(Fields.TAG, tag)));
    } catch (IOException e) {
      throw new UncheckedIOException("the index could not be read", e);
    }
  }

  /// Every paper in its canonical form, ordered by id. Read it while the snapshot is open.
  public Export export() {
    return new Export(new Walk(reader, json), json);
  }

  /// These papers as one side of a comparison. Use it while the snapshot is open.
  public Side side() {
    return new Side() {
      @Override
      public Iterator<Paper> papers() {
        return new Walk(reader, json);
      }

      @Override
      public Optional<Paper> ofRecord(String recordKey) {
        return first(Fields.KEY, recordKey);
      }

      @Override
      public Optional<Paper> listed(String id) {
        return first(Fields.ID, id).filter(paper -> paper.mergedInto().isEmpty());
      }
    };
  }

  IndexSearcher searcher() {
    IndexSearcher searcher = new IndexSearcher(reader);
    searcher.setTimeout(new QueryTimeoutImpl(PATIENCE.toMillis()));
    return searcher;
  }

  static void inTime(IndexSearcher searcher) throws Refused {
    if (searcher.timedOut()) {
      throw new Refused(Refused.Reason.TOO_SLOW, "The search took too long.");
    }
  }

  private Paper paper(int document) throws IOException {
    return paper(reader, document, json).unexplained();
  }

  static Paper paper(IndexReader reader, int document, PaperJson json) throws IOException {
    BytesRef stored =
        reader.storedFields().document(document, Set.of(Fields.JSON)).getBinaryValue(Fields.JSON);
    return json.read(
        Arrays.copyOfRange(stored.bytes, stored.offset, stored.offset + stored.length));
  }
}
