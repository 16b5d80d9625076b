package org.paperwire.query.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.paperwire.query.PaperBuilder.paper;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paperwire.query.papers.Paper;
import org.paperwire.query.papers.PaperFromTopic;
import org.paperwire.query.search.StandingQuery.Facets;

class StandingQueryTest {

  private static final Paper PAPER =
      PaperFromTopic.paper(
          paper("arxiv:2409.02877")
              .titled("Graph networks, again")
              .saying("We look at the structure of molecules.")
              .by("Ada Lovelace")
              .tagged("graph-neural-networks")
              .in("cs.LG")
              .seenAt("huggingface", "2409.02877")
              .published("2024-09-04")
              .build());

  private static boolean asks(Selection selection) throws Refused {
    return Standing.query(selection).matches(Facets.of(PAPER), () -> Standing.alone(PAPER));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "graph network,true",
        "molecule,true",
        "\"graph networks\",true",
        "\"networks graph\",false",
        "author:lovelace,true",
        "graph -molecules,false",
        "-chemistry,true",
        "tag:cs.LG,true",
        "source:arxiv,false",
        "year:2024 graph,true",
        "chemistry,false",
      })
  void aTextMeansWhatItMeansInSearch(String text, boolean found) throws Refused {
    assertThat(asks(Selection.matching(text))).isEqualTo(found);
  }

  @Test
  void tagsAreAllDemandedAndThoseOfSourcesCount() throws Refused {
    assertThat(asks(Selection.tagged("graph-neural-networks"))).isTrue();
    assertThat(asks(Selection.tagged("cs.LG"))).isTrue();
    assertThat(asks(both("cs.LG", "graph-neural-networks"))).isTrue();
    assertThat(asks(both("cs.LG", "cs.CL"))).isFalse();
  }

  private static Selection both(String one, String other) {
    return new Selection(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(one, other),
        Optional.of("huggingface"),
        Optional.empty());
  }

  @Test
  void aTextCostsNothingWhereTagsAlreadySayNo() throws Refused {
    var selection =
        new Selection(
            Optional.of("graph"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of("cs.CL"),
            Optional.empty(),
            Optional.empty());
    boolean passes =
        Standing.query(selection)
            .matches(
                Facets.of(PAPER),
                () -> {
                  throw new AssertionError("the paper is analysed");
                });
    assertThat(passes).isFalse();
  }

  @Test
  void anAbsorbedPaperIsAskedByWhatItWas() throws Refused {
    Paper absorbed =
        PaperFromTopic.paper(
            paper("arxiv:2501.00001").titled("Graphs").mergedInto("arxiv:2409.02877").build());
    assertThat(
            Standing.query(Selection.matching("graph"))
                .matches(Facets.of(absorbed), () -> Standing.alone(absorbed)))
        .isTrue();
  }

  @Test
  void whatSearchRefusesIsRefusedHereToo() {
    assertThatThrownBy(() -> Standing.query(Selection.matching("word ".repeat(51))))
        .isInstanceOf(Refused.class);
  }
}
