package org.paperwire.query.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.memory.MemoryIndex;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.paperwire.query.papers.Paper;

/// One paper as an index of its own, in memory, with the fields and the analysis of the search
/// view: a query finds it here exactly when it would be found there. An absorbed paper is asked by
/// what it was, so that who followed it learns where it went.
public final class SinglePaper {

  private final IndexSearcher searcher;

  SinglePaper(Paper paper, Analyzer analyzer) {
    var document = new Document();
    SearchView.findable(document, paper);
    this.searcher = MemoryIndex.fromDocument(document, analyzer).createSearcher();
  }

  boolean matches(Query query) {
    try {
      // Counted rather than scored: a match of conditions alone scores nothing.
      return searcher.count(query) > 0;
    } catch (IOException e) {
      throw new UncheckedIOException("an index in memory could not be read", e);
    }
  }
}
