package org.paperwire.enrich.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.paperwire.bibliography.SourceName;

class SourceRanksTest {

  @Test
  void peopleAreBelievedBeforeAnyMachine() {
    SourceRanks ranks = SourceRanks.standard();

    assertThat(ranks.of(new SourceName("people")))
        .isGreaterThan(ranks.of(new SourceName("arxiv-api")))
        .isGreaterThan(ranks.of(new SourceName("huggingface")));
    assertThat(ranks.of(SourceName.UNKNOWN)).isLessThan(ranks.of(new SourceName("somebody")));
  }

  @Test
  void aSourceHasItsOwnRankElseThatOfItsLongestFamily() {
    SourceRanks ranks = SourceRanks.read("a-* 1\na-b-* 2\na-b-c 3\n# a remark\n* 0");

    assertThat(ranks.of(new SourceName("a-b-c"))).isEqualTo(3);
    assertThat(ranks.of(new SourceName("a-b-d"))).isEqualTo(2);
    assertThat(ranks.of(new SourceName("a-x"))).isEqualTo(1);
    assertThat(ranks.of(new SourceName("ab"))).isEqualTo(0);
  }

  @Test
  void aTableThatLeavesSourcesWithoutARankIsRefused() {
    assertThatThrownBy(() -> SourceRanks.read("people 1")).hasMessageContaining("rest");
    assertThatThrownBy(() -> SourceRanks.read("people one two")).hasMessageContaining("line");
  }
}
