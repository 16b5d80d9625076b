package org.paperwire.query.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.index.Term;
import org.apache.lucene.queries.intervals.IntervalQuery;
import org.apache.lucene.queries.intervals.Intervals;
import org.apache.lucene.queries.intervals.IntervalsSource;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/// From a [QueryText] to a Lucene query.
///
/// A free word counts where it weighs most, and a little for each other field it is in: a title
/// says more than an abstract. Of two words both must be there, of more at least two and a third of
/// them, so that a question in a sentence finds what is about it. Phrases and words with a field
/// must be there in any case.
final class TextQuery {

  /// Words looked for; together with the fields of each they stay below 256 clauses.
  static final int WORDS_MAX = 50;

  private static final List<Place> FREE_TEXT =
      List.of(
          new Place(Fields.TITLE, 2.5f),
          new Place(Fields.AUTHORS, 1.5f),
          new Place(Fields.ABSTRACT, 1f),
          new Place(Fields.KEYWORDS, 0.8f),
          new Place(Fields.VENUE, 0.5f));
  private static final float TIE = 0.2f;

  private record Place(String field, float weight) {}

  private record Token(String term, int position) {}

  private final Analyzer analyzer;
  private int words;

  private TextQuery(Analyzer analyzer) {
    this.analyzer = analyzer;
  }

  static Query of(QueryText text, Analyzer analyzer) throws Refused {
    return new TextQuery(analyzer).query(text);
  }

  private Query query(QueryText text) throws Refused {
    var query = new BooleanQuery.Builder();
    var free = new BooleanQuery.Builder();
    int freeWords = 0;
    boolean positive = false;
    for (QueryText.Clause clause : text.clauses()) {
      Query condition = condition(clause);
      if (condition instanceof MatchNoDocsQuery) {
        continue;
      }
      if (clause.excluded()) {
        query.add(condition, Occur.MUST_NOT);
      } else if (clause.phrase() || clause.field().isPresent()) {
        query.add(condition, Occur.MUST);
        positive = true;
      } else {
        free.add(condition, Occur.SHOULD);
        freeWords++;
      }
    }
    if (freeWords > 0) {
      free.setMinimumNumberShouldMatch(required(freeWords));
      query.add(free.build(), Occur.MUST);
      positive = true;
    }
    if (positive) {
      return query.build();
    }
    BooleanQuery exclusions = query.build();
    if (exclusions.clauses().isEmpty()) {
      return new MatchNoDocsQuery("nothing is asked for");
    }
    return query.add(new TermQuery(new Term(Fields.KIND, Fields.LISTED)), Occur.FILTER).build();
  }

  static int required(int words) {
    return words <= 2 ? words : Math.max(2, (words + 2) / 3);
  }

  private Query condition(QueryText.Clause clause) throws Refused {
    if (clause.field().isEmpty()) {
      var places = new ArrayList<Query>();
      int before = words;
      int most = words;
      for (Place place : FREE_TEXT) {
        words = before;
        Query found = inText(place.field(), clause.text());
        if (!(found instanceof MatchNoDocsQuery)) {
          places.add(new BoostQuery(found, place.weight()));
        }
        most = Math.max(most, words);
      }
      words = most;
      return places.isEmpty()
          ? new MatchNoDocsQuery("no word")
          : new DisjunctionMaxQuery(places, TIE);
    }
    return switch (clause.field().get()) {
      case TITLE -> inText(Fields.TITLE, clause.text());
      case ABSTRACT -> inText(Fields.ABSTRACT, clause.text());
      case VENUE -> inText(Fields.VENUE, clause.text());
      case AUTHOR -> author(clause.text());
      case TAG -> exact(Fields.TAG, clause.text());
      case SOURCE -> exact(Fields.SOURCE, clause.text().toLowerCase(Locale.ROOT));
      case YEAR -> exact(Fields.YEAR, clause.text());
    };
  }

  private Query exact(String field, String term) throws Refused {
    count(1);
    return new TermQuery(new Term(field, term));
  }

  private Query inText(String field, String text) throws Refused {
    List<Token> tokens = tokens(field, text);
    if (tokens.isEmpty()) {
      return new MatchNoDocsQuery("no word");
    }
    if (tokens.size() == 1) {
      return new TermQuery(new Term(field, tokens.getFirst().term()));
    }
    var phrase = new PhraseQuery.Builder();
    tokens.forEach(token -> phrase.add(new Term(field, token.term()), token.position()));
    return phrase.build();
  }

  /// All words of one name, in any order: "Lovelace, Ada" finds "Ada King Lovelace".
  private Query author(String name) throws Refused {
    List<Token> tokens = tokens(Fields.AUTHORS, name);
    if (tokens.isEmpty()) {
      return new MatchNoDocsQuery("no word");
    }
    IntervalsSource[] words =
        tokens.stream().map(token -> Intervals.term(token.term())).toArray(IntervalsSource[]::new);
    return new IntervalQuery(
        Fields.AUTHORS, Intervals.maxwidth(PaperAnalyzers.GAP, Intervals.unordered(words)));
  }

  /// A filter for the papers of an author.
  static Query byAuthor(String name, Analyzer analyzer) throws Refused {
    return new TextQuery(analyzer).author(name);
  }

  private List<Token> tokens(String field, String text) throws Refused {
    var tokens = new ArrayList<Token>();
    try (TokenStream stream = analyzer.tokenStream(field, text)) {
      var term = stream.getAttribute(CharTermAttribute.class);
      var step = stream.getAttribute(PositionIncrementAttribute.class);
      stream.reset();
      int position = -1;
      while (stream.incrementToken()) {
        position += step.getPositionIncrement();
        tokens.add(new Token(term.toString(), position));
      }
      stream.end();
    } catch (IOException e) {
      throw new UncheckedIOException("text in memory could not be read", e);
    }
    count(tokens.size());
    return tokens;
  }

  private void count(int more) throws Refused {
    words += more;
    if (words > WORDS_MAX) {
      throw new Refused(
          Refused.Reason.QUERY_TOO_LONG, "A query has at most " + WORDS_MAX + " words.");
    }
  }
}
