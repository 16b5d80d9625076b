package org.paperwire.query.search;

import java.io.IOException;
import java.text.BreakIterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.uhighlight.DefaultPassageFormatter;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;
import org.apache.lucene.search.uhighlight.WholeBreakIterator;
import org.paperwire.query.papers.Paper;

/// Shows where a paper matches: the title with the words marked, and the sentences of the abstract
/// that say most.
///
/// The answer is HTML: the text escaped, the words in `<mark>`, nothing else. The text is analysed
/// again for the papers of one page, which is cheaper than keeping offsets for all.
final class Highlights {

  private static final int CHARACTERS_MAX = 20_000;
  private static final int SENTENCES = 2;

  private final Query query;
  private final UnifiedHighlighter titles;
  private final UnifiedHighlighter abstracts;

  Highlights(Query query, Analyzer analyzer) {
    this.query = query;
    this.titles = highlighter(analyzer, WholeBreakIterator::new);
    this.abstracts = highlighter(analyzer, () -> BreakIterator.getSentenceInstance(Locale.ROOT));
  }

  private static UnifiedHighlighter highlighter(
      Analyzer analyzer, Supplier<BreakIterator> passages) {
    return UnifiedHighlighter.builderWithoutSearcher(analyzer)
        .withBreakIterator(passages)
        .withFormatter(new DefaultPassageFormatter("<mark>", "</mark>", " … ", true))
        .withMaxLength(CHARACTERS_MAX)
        .withMaxNoHighlightPassages(0)
        // Marks words wherever they stand; a match of the whole query is not looked for in one
        // field alone.
        .withWeightMatches(false)
        .build();
  }

  /// Field to HTML, of the fields that match.
  Map<String, String> of(Paper paper) throws IOException {
    var marked = new LinkedHashMap<String, String>();
    passages(titles, Fields.TITLE, paper.title(), 1)
        .ifPresent(html -> marked.put(Fields.TITLE, html));
    if (paper.abstractText().isPresent()) {
      passages(abstracts, Fields.ABSTRACT, paper.abstractText().get(), SENTENCES)
          .ifPresent(html -> marked.put(Fields.ABSTRACT, html));
    }
    return marked;
  }

  private Optional<String> passages(
      UnifiedHighlighter highlighter, String field, String text, int most) throws IOException {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Object found = highlighter.highlightWithoutSearcher(field, query, text, most);
    return Optional.ofNullable(found).map(Object::toString);
  }
}
