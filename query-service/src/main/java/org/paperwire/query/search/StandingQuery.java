package org.paperwire.query.search;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.search.Query;
import org.paperwire.query.papers.Paper;

/// A question that is asked of papers one by one, as they change: tags, a source and a text, with
/// the meaning they have in lists and in search. Tags and source are compared first, so that a text
/// costs nothing where they already say no.
public final class StandingQuery {

  /// What of a paper tags and sources are compared with.
  ///
  /// @param tags of rules and sources
  /// @param sources that showed it
  public record Facets(Set<String> tags, Set<String> sources) {

    public Facets {
      tags = Set.copyOf(tags);
      sources = Set.copyOf(sources);
    }

    public static Facets of(Paper paper) {
      return new Facets(SearchView.tags(paper), SearchView.sources(paper));
    }
  }

  private final List<String> tags;
  private final Optional<String> source;
  private final Optional<Query> text;

  private StandingQuery(List<String> tags, Optional<String> source, Optional<Query> text) {
    this.tags = tags;
    this.source = source;
    this.text = text;
  }

  static StandingQuery of(Selection selection, Analyzer analyzer) throws Refused {
    return new StandingQuery(selection.tags(), selection.source(), selection.textQuery(analyzer));
  }

  /// Whether a paper is what is asked for.
  ///
  /// @param paper made only when the text has to be looked at
  public boolean matches(Facets facets, Supplier<SinglePaper> paper) {
    return facets.tags().containsAll(tags)
        && (source.isEmpty() || facets.sources().contains(source.get()))
        && (text.isEmpty() || paper.get().matches(text.get()));
  }
}
