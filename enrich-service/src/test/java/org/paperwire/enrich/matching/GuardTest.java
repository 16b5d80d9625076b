package org.paperwire.enrich.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paperwire.enrich.matching.Works.work;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardTest {

  private static Optional<String> apart(Works a, Works b) {
    assertThat(Guard.keepsApart(b.features(), a.features()))
        .isEqualTo(Guard.keepsApart(a.features(), b.features()));
    return Guard.keepsApart(a.features(), b.features());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Owls of the forest, Part I | Owls of the forest, Part II",
        "Owls of the forest | Owls of the forest II",
        "Owl 2: an open nest | Owl 3: an open nest",
        "Owl2.5 technical report | Owl3 technical report",
        "Proceedings of the owl workshop 2019 | Proceedings of the owl workshop 2020"
      })
  void differentNumbersAreDifferentPapers(String one, String other) {
    assertThat(apart(work(one).by("Ada Owl").in(2020), work(other).by("Ada Owl").in(2020)))
        .contains("different-numbers");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Owls of the forest | Owls of the forest, Part I",
        "Owl-2: an open nest | Owl 2: an open nest",
        "Weakly learning owls 10 and ravens | Weakly 8 learning owls and ravens",
        "Five thousand owls | Five thousand owls"
      })
  void otherNumbersTellNothing(String one, String other) {
    assertThat(apart(work(one).by("Ada Owl").in(2020), work(other).by("Ada Owl").in(2020)))
        .isEmpty();
  }

  @Test
  void aPreprintAndThePublishedPaperMayHaveTwoDois() {
    Works preprint = work("Owls read logs").known("doi", "10.1101/2020.01.01.000001");
    Works paper = work("Owls read logs").known("doi", "10.1000/owl.1");
    Works other = work("Owls read logs").known("doi", "10.1000/owl.2");

    assertThat(apart(preprint, paper)).isEmpty();
    assertThat(apart(paper, other)).contains("different-dois");
  }

  @Test
  void aPaperOfAConferenceAndItsJournalVersionAreTwo() {
    Works meeting = work("Owls read logs").by("Ada Owl").at("Proc. ICOWL").in(2019);
    Works journal = work("Owls read logs").by("Ada Owl").at("Journal of Ravens").in(2021);
    Works preprint = work("Owls read logs").by("Ada Owl").at("CoRR").in(2018);

    Works general = work("Owls read logs").by("Ada Owl").at("Journal of the ACM").in(2021);

    assertThat(apart(meeting, journal)).contains("two-versions");
    assertThat(apart(meeting, general)).contains("two-versions");
    assertThat(apart(meeting, preprint)).isEmpty();
    assertThat(apart(journal, preprint)).isEmpty();
  }

  @Test
  void twoCardsOfOnePageWithTwoTextsAreTwoPapers() {
    String one =
        "Owls are powerful visual models that yield hierarchies of nests, trained end to end.";
    String other =
        "We show that owls by themselves exceed the state of the art in finding mice at night.";

    assertThat(
            apart(
                work("Fully feathered owls").saying(one).on("page"),
                work("Fully feathered owls").saying(other).on("page")))
        .contains("two-entries-of-one-list");
    assertThat(
            apart(
                work("Fully feathered owls").saying(one).on("page"),
                work("Fully feathered owls").saying(one).on("page")))
        .isEmpty();
  }
}
