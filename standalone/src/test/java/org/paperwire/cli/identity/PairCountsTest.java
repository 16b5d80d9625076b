package org.paperwire.cli.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PairCountsTest {

  @Test
  void precisionRecallAndF1AreThoseOfThePairs() {
    PairCounts counts =
        PairCounts.NONE
            .and(true, true)
            .and(true, true)
            .and(true, true)
            .and(true, false)
            .and(false, true)
            .and(false, true)
            .and(false, false);

    assertThat(counts).isEqualTo(new PairCounts(3, 1, 2));
    assertThat(counts.precision()).isEqualTo(0.75);
    assertThat(counts.recall()).isEqualTo(0.6);
    assertThat(counts.f1()).isCloseTo(2 * 0.75 * 0.6 / (0.75 + 0.6), within(1e-12));
  }

  @Test
  void whereNothingIsFoundNothingIsWrong() {
    assertThat(new PairCounts(0, 0, 4).precision()).isEqualTo(1);
    assertThat(new PairCounts(0, 0, 4).f1()).isZero();
    assertThat(new PairCounts(0, 0, 0).recall()).isEqualTo(1);
  }

  @Test
  void groupsCountByAllTheirPairs() {
    var found = List.of("p1", "p1", "p1", "p2", "p3");
    var truth = List.of("a", "a", "b", "b", "c");

    assertThat(PairCounts.afterClosure(found, truth)).isEqualTo(new PairCounts(1, 2, 1));
  }

  @Property(tries = 200)
  void groupsGiveWhatTheirPairsGiveOneByOne(
      @ForAll @Size(max = 30) List<@IntRange(max = 5) Integer> papers,
      @ForAll @IntRange(min = 1, max = 4) int every) {
    var found = new ArrayList<String>();
    var truth = new ArrayList<String>();
    for (int i = 0; i < papers.size(); i++) {
      found.add("p" + papers.get(i));
      truth.add("t" + (papers.get(i) + i / every) % 3);
    }
    PairCounts one = PairCounts.NONE;
    for (int i = 0; i < found.size(); i++) {
      for (int j = i + 1; j < found.size(); j++) {
        one = one.and(found.get(i).equals(found.get(j)), truth.get(i).equals(truth.get(j)));
      }
    }

    assertThat(PairCounts.afterClosure(found, truth)).isEqualTo(one);
  }

  @Test
  void whatIsAskedForIsMetAtItsBoundAndNotBeyond() {
    assertThat(Finding.share("F1", 0.94).atLeast(0.94).isMet()).isTrue();
    assertThat(Finding.share("F1", 0.9399).atLeast(0.94).isMet()).isFalse();
    assertThat(Finding.none("missing", 0).isMet()).isTrue();
    assertThat(Finding.none("missing", 1).isMet()).isFalse();
    assertThat(Finding.none("missing", 1).line()).contains("at most 0", "MISSED");
    assertThat(Finding.share("recall", 0.5).line()).endsWith("0.5000");
  }
}
