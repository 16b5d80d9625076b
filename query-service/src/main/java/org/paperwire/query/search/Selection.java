package org.paperwire.query.search;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.paperwire.bibliography.Fingerprint;
import org.paperwire.bibliography.PartialDate;

/// Which papers are asked for.
///
/// @param text what a person typed
/// @param date day, month or year
/// @param from first day, included
/// @param to last day, included
/// @param tags all of which a paper has
/// @param source that showed it
/// @param author whose name has all these words
public record Selection(
    Optional<String> text,
    Optional<PartialDate> date,
    Optional<LocalDate> from,
    Optional<LocalDate> to,
    List<String> tags,
    Optional<String> source,
    Optional<String> author) {

  /// Every paper.
  public static final Selection ALL =
      new Selection(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          Optional.empty(),
          Optional.empty());

  public Selection {
    tags = List.copyOf(tags);
  }

  /// What was typed, nothing else.
  public static Selection matching(String text) {
    return new Selection(
        Optional.of(text),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  /// The papers with a tag.
  public static Selection tagged(String tag) {
    return new Selection(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(tag),
        Optional.empty(),
        Optional.empty());
  }

  /// Names this selection in a cursor, which is of no use in another.
  String fingerprint() {
    return new Fingerprint()
        .with(text)
        .with(date)
        .with(from)
        .with(to)
        .with(tags)
        .with(source)
        .with(author)
        .base32(10);
  }

  /// The condition that the text states, if there is one.
  Optional<Query> textQuery(Analyzer analyzer) throws Refused {
    return text.isPresent()
        ? Optional.of(TextQuery.of(read(text.get()), analyzer))
        : Optional.empty();
  }

  Query query(Analyzer analyzer) throws Refused {
    var query = new BooleanQuery.Builder();
    filter(query, Fields.KIND, Fields.LISTED);
    textQuery(analyzer).ifPresent(condition -> query.add(condition, Occur.MUST));
    date.ifPresent(day -> filter(query, Fields.DATE, day.iso()));
    if (from.isPresent() || to.isPresent()) {
      query.add(
          LongPoint.newRangeQuery(
              Fields.DATED,
              from.map(LocalDate::toEpochDay).orElse(Long.MIN_VALUE),
              to.map(LocalDate::toEpochDay).orElse(Long.MAX_VALUE)),
          Occur.FILTER);
    }
    tags.forEach(tag -> filter(query, Fields.TAG, tag));
    source.ifPresent(name -> filter(query, Fields.SOURCE, name));
    if (author.isPresent()) {
      query.add(TextQuery.byAuthor(author.get(), analyzer), Occur.FILTER);
    }
    return query.build();
  }

  private static QueryText read(String text) throws Refused {
    if (text.length() > QueryText.CHARACTERS_MAX) {
      throw new Refused(
          Refused.Reason.QUERY_TOO_LONG,
          "A query has at most " + QueryText.CHARACTERS_MAX + " characters.");
    }
    return QueryText.parse(text);
  }

  private static void filter(BooleanQuery.Builder query, String field, String term) {
    query.add(new TermQuery(new Term(field, term)), Occur.FILTER);
  }
}
