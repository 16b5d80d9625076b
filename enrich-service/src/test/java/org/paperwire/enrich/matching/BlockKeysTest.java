package org.paperwire.enrich.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paperwire.enrich.matching.Works.work;

import java.util.Collections;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockKeysTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Realm-based spatial owl types | realm based spatial owltypes",
        "Realm-based spatial owl types | Realm based spatail owl types",
        "Coalescing in temporal owl stores | A. Barn and R. Snow. Coalescing in temporal owl stores",
        "Filtering algorithms for very fast owls | Filtering algorithms for very fast owls and systems",
        "γ-MoD: Exploring Mixtures of Owls | $\\gamma$-MoD: Exploring Mixtures of Owls"
      })
  void writingsOfOneTitleMeet(String one, String other) {
    assertThat(Collections.disjoint(keys(one), keys(other))).isFalse();
  }

  @Test
  void papersOfOneFieldDoNotMeetForItsCommonWords() {
    assertThat(
            Collections.disjoint(
                keys("Deep learning for image classification"),
                keys("Image segmentation with deep learning models")))
        .isTrue();
  }

  @Test
  void aRenamedPaperMeetsByItsAbstract() {
    String text =
        "We watch owls at night and count what they read in distributed logs over many months of "
            + "careful observation in three forests, and we report what was found there.";

    assertThat(
            Collections.disjoint(
                BlockKeys.of(work("Owls read logs").saying(text).features()),
                BlockKeys.of(work("What the night reads").saying(text).features())))
        .isFalse();
  }

  private static Set<BlockKey> keys(String title) {
    return BlockKeys.of(work(title).features());
  }
}
