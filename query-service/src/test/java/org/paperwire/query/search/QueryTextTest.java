package org.paperwire.query.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.junit.jupiter.api.Test;
import org.paperwire.query.search.QueryText.Clause;
import org.paperwire.query.search.QueryText.Field;

class QueryTextTest {

  private static final Analyzer ANALYZER = PaperAnalyzers.all();

  private static Clause word(String text) {
    return new Clause(Optional.empty(), text, false, false);
  }

  @Test
  void wordsPhrasesExclusionsAndFieldsAreTold() {
    assertThat(
            QueryText.parse(
                    "graph \"state space\" -survey author:\"Ada Lovelace\" -tag:cs.CL year:2025")
                .clauses())
        .containsExactly(
            word("graph"),
            new Clause(Optional.empty(), "state space", true, false),
            new Clause(Optional.empty(), "survey", false, true),
            new Clause(Optional.of(Field.AUTHOR), "Ada Lovelace", true, false),
            new Clause(Optional.of(Field.TAG), "cs.CL", false, true),
            new Clause(Optional.of(Field.YEAR), "2025", false, false));
  }

  @Test
  void everyTextMeansSomething() {
    assertThat(QueryText.parse("\"never closed").clauses())
        .containsExactly(new Clause(Optional.empty(), "never closed", true, false));
    assertThat(QueryText.parse("http://x gpt-4 title: - \"\"").clauses())
        .containsExactly(word("http://x"), word("gpt-4"), word("title:"));
    assertThat(QueryText.parse("  ").clauses()).isEmpty();
  }

  /// The characters that mean something somewhere, and anything else.
  @Provide
  Arbitrary<String> queries() {
    Arbitrary<String> evil =
        Arbitraries.of(
                "\"", "-", ":", "*", "?", "~", "(", ")", "[", "]", "{", "}", "\\", "/", "+", "^",
                "&&", "||", "AND", "NOT", " ", "\u3000", "\u0000", "a", "title:", "author:", "tag:",
                "the", "é", "\uD83D", "😀", "“", "graph", "(a+)+$", "\n")
            .list()
            .ofMaxSize(60)
            .map(parts -> String.join("", parts));
    return Arbitraries.oneOf(evil, Arbitraries.strings().ofMaxLength(300));
  }

  @Property(tries = 2_000)
  void noTextFailsAndNoneCostsMoreThanItsLength(@ForAll("queries") String text) {
    QueryText query = QueryText.parse(text);
    assertThat(query.clauses()).hasSizeLessThanOrEqualTo(text.length());
    try {
      assertThat(leaves(TextQuery.of(query, ANALYZER))).isLessThanOrEqualTo(256);
    } catch (Refused refused) {
      assertThat(refused.reason()).isEqualTo(Refused.Reason.QUERY_TOO_LONG);
    }
  }

  private static int leaves(Query query) {
    var count = new int[1];
    query.visit(
        new QueryVisitor() {
          @Override
          public void consumeTerms(Query of, Term... terms) {
            count[0] += terms.length;
          }

          @Override
          public QueryVisitor getSubVisitor(BooleanClause.Occur occur, Query parent) {
            return this;
          }
        });
    return count[0];
  }

  @Test
  void fiftyWordsAreLookedForAndOneMoreIsRefused() throws Refused {
    String fifty = String.join(" ", Collections.nCopies(50, "neuron"));
    assertThat(TextQuery.of(QueryText.parse(fifty), ANALYZER)).isInstanceOf(BooleanQuery.class);
    assertThatThrownBy(() -> TextQuery.of(QueryText.parse(fifty + " neuron"), ANALYZER))
        .isInstanceOf(Refused.class);
    assertThatThrownBy(
            () -> TextQuery.of(QueryText.parse("a-".repeat(60).replace("a", "neuron")), ANALYZER))
        .as("one word that falls apart into sixty")
        .isInstanceOf(Refused.class);
  }

  @Test
  void nothingButStopWordsAsksForNothing() throws Refused {
    for (String nothing : List.of("", "???", "- -", "\"\"")) {
      assertThat(TextQuery.of(QueryText.parse(nothing), ANALYZER))
          .as(nothing)
          .isInstanceOf(MatchNoDocsQuery.class);
    }
  }

  @Test
  void twoWordsMustBothBeThereAndOfMoreAThird() {
    assertThat(List.of(1, 2, 3, 6, 7, 12).stream().map(TextQuery::required))
        .containsExactly(1, 2, 2, 2, 3, 4);
  }
}
