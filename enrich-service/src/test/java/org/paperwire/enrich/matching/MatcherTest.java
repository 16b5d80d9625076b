package org.paperwire.enrich.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paperwire.enrich.matching.Works.work;

import java.util.Comparator;
import org.junit.jupiter.api.Test;
import org.paperwire.enrich.matching.Verdict.Outcome;

class MatcherTest {

  private static final Matcher MATCHER = new Matcher();

  private static Verdict compare(Works a, Works b) {
    Verdict verdict = MATCHER.compare(a.features(), b.features());
    assertThat(MATCHER.compare(b.features(), a.features())).isEqualTo(verdict);
    return verdict;
  }

  @Test
  void aCommonIdentifierLinksWhateverTheTitles() {
    Verdict verdict =
        compare(
            work("Owls read logs").known("doi", "10.1000/owl").known("arxiv", "2501.00001"),
            work("Logs, as owls see them").known("doi", "10.1000/owl"));

    assertThat(verdict.outcome()).isEqualTo(Outcome.LINK);
    assertThat(verdict.rule()).isEqualTo("identifier");
  }

  @Test
  void twoArxivIdsAreTwoPapers() {
    Works one = work("Owls read distributed logs").by("Ada Owl").known("arxiv", "2501.00001");
    Works other = work("Owls read distributed logs").by("Ada Owl").known("arxiv", "2502.00001");

    assertThat(compare(one, other).outcome()).isEqualTo(Outcome.NEAR);
    assertThat(compare(one, other).rule()).isEqualTo("different-arxiv-ids");
  }

  @Test
  void aTitleInAnotherSpellingWithTheSamePeopleIsOnePaper() {
    assertThat(
            compare(
                    work("Realm-based spatial data types: The ROSE algebra")
                        .by("Ralf Hartmut Güting", "Markus Schneider")
                        .at("VLDB J.")
                        .in(1995),
                    work("realm based spatial datatypes : the rose algebra")
                        .by("Guting, R. H.", "Schneider, M.")
                        .in(1995))
                .outcome())
        .isEqualTo(Outcome.LINK);
  }

  @Test
  void partTwoIsAnotherPaper() {
    Works one = work("Owls of the northern forest, Part I").by("Ada Owl", "Bo Barn").in(2020);
    Works two = work("Owls of the northern forest, Part II").by("Ada Owl", "Bo Barn").in(2020);

    assertThat(compare(one, two).outcome()).isEqualTo(Outcome.NONE);
    assertThat(compare(one, two).rule()).isEqualTo("different-numbers");
  }

  @Test
  void aTitleAloneIsNotEnough() {
    assertThat(
            compare(
                    work("Owls read distributed logs at night"),
                    work("Owls Read Distributed Logs at Night"))
                .outcome())
        .isEqualTo(Outcome.NEAR);
  }

  @Test
  void aPrefaceIsThePrefaceOfItsOwnIssue() {
    assertThat(
            compare(work("Preface").by("Ada Owl").in(2001), work("Preface").by("Ada Owl").in(2002))
                .outcome())
        .isEqualTo(Outcome.NONE);
  }

  @Test
  void strangersHaveNothingToDoWithEachOther() {
    assertThat(
            compare(
                    work("Owls read logs").by("Ada Owl"),
                    work("Baking bread in volcanoes").by("Bo Barn"))
                .outcome())
        .isEqualTo(Outcome.NONE);
  }

  private static final String TEXT =
      "We watch owls at night and count what they read in distributed logs over many months of"
          + " careful observation in three forests, and we report what was found there and why.";

  @Test
  void anEqualAbstractIsOnePaperEvenUnderAnotherTitle() {
    Verdict verdict =
        compare(
            work("Owls read logs").by("Ada Owl").saying(TEXT),
            work("What the night reads").by("Owl, A.").saying(TEXT));

    assertThat(verdict.outcome()).isEqualTo(Outcome.LINK);
    assertThat(verdict.rule()).isEqualTo("same-text");
  }

  @Test
  void oneTitleWithTwoAbstractsAndNoAuthorsIsNotJoined() {
    String other =
        "Ravens are powerful models of memory. We train them end to end on shiny things and show"
            + " that they exceed the state of the art in hiding what they have found before.";

    assertThat(
            compare(
                    work("Fully feathered birds").saying(TEXT),
                    work("Fully feathered birds").saying(other))
                .outcome())
        .isEqualTo(Outcome.NEAR);
  }

  @Test
  void aPreprintAndThePublishedPaperAreOne() {
    assertThat(
            compare(
                    work("Owls read distributed logs at night")
                        .by("Ada Owl", "Bo Barn")
                        .known("arxiv", "2501.00001")
                        .saying(TEXT),
                    work("Owls Read Distributed Logs at Night")
                        .by("Ada Owl", "Bo Barn")
                        .at("ICOWL")
                        .in(2025)
                        .saying("Watching owls. " + TEXT))
                .outcome())
        .isEqualTo(Outcome.LINK);
  }

  @Test
  void theReasonsAreToldTheWeightiestFirst() {
    Verdict verdict =
        compare(
            work("Owls read distributed logs").by("Ada Owl").in(2020),
            work("Owls read distributed log files").by("Ada Owl").in(2020));

    assertThat(verdict.reasons())
        .isNotEmpty()
        .isSortedAccordingTo(
            Comparator.comparingDouble(reason -> -Math.abs(reason.contribution())));
  }
}
