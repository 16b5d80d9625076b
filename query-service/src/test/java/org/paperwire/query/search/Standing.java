package org.paperwire.query.search;

import org.apache.lucene.analysis.Analyzer;
import org.paperwire.query.papers.Paper;

/// Standing queries for tests elsewhere, without a view.
public final class Standing {

  private static final Analyzer ANALYZER = PaperAnalyzers.all();

  private Standing() {}

  public static StandingQuery query(Selection selection) throws Refused {
    return StandingQuery.of(selection, ANALYZER);
  }

  public static SinglePaper alone(Paper paper) {
    return new SinglePaper(paper, ANALYZER);
  }
}
