package org.paperwire.enrich.tagging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paperwire.enrich.tagging.TaggingWords.classed;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CategoryRulesTest {

  private final CategoryRules rules =
      CategoryRules.parse(RuleFile.shipped("arxiv-categories.json"));

  @ParameterizedTest
  @CsvSource({
    "cs.CL, Computation and Language",
    "cond-mat.str-el, Strongly Correlated Electrons",
    "hep-th, High Energy Physics - Theory",
    "cmp-lg, Computation and Language",
    "physics.optics, Optics",
  })
  void aCategoryIsATagWithItsName(String category, String name) {
    assertThat(rules.tags(classed(category)))
        .singleElement()
        .satisfies(
            tag -> {
              assertThat(tag.tag()).isEqualTo(category);
              assertThat(tag.label()).contains(name);
              assertThat(tag.evidence()).containsExactly(Evidence.entry("categories", category));
            });
  }

  @Test
  void aCategoryThatIsNewInAKnownArchiveHasNoName() {
    assertThat(rules.tags(classed("cs.ZZ")))
        .singleElement()
        .extracting(Tag::tag, Tag::label)
        .containsExactly("cs.ZZ", Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I.2.7",
        "68T50",
        "F.2.2; I.2.7",
        "62H30, 68T10",
        "cs",
        "zz.CL",
        "cs.cl.x",
        "",
        "Neural"
      })
  void aClassOfAnotherSchemeGivesNoTag(String category) {
    assertThat(rules.tags(classed(category))).isEmpty();
  }

  @Test
  void aCategoryNamedTwiceIsOneTag() {
    assertThat(rules.tags(classed("cs.LG", "cs.LG", " cs.LG", "I.2.6", "stat.ML")))
        .extracting(Tag::tag)
        .isEqualTo(List.of("cs.LG", "stat.ML"));
  }
}
