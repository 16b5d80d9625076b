package org.paperwire.topics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnrichmentGenerationTest {

  @Test
  void theFirstHasTheTopicsOfTheCatalogueAndLaterOnesTheirOwn() {
    var second = new EnrichmentGeneration(2);
    assertThat(EnrichmentGeneration.FIRST.topic(Topics.PAPERS)).isEqualTo(Topics.PAPERS);
    assertThat(second.outputs())
        .extracting(Topic::name)
        .containsExactly("paperwire.papers.v1.g2", "paperwire.changes.v1.g2");
    assertThat(second.topic(Topics.CHANGES).kept()).isEqualTo(Topics.CHANGES.kept());
    assertThat(second.applicationId()).isEqualTo("paperwire-enrich-g2");
  }

  @Test
  void aNameIsReadAgain() {
    var tenth = new EnrichmentGeneration(10);
    assertThat(EnrichmentGeneration.parse(tenth.name())).hasValue(tenth);
    assertThat(tenth).isGreaterThan(new EnrichmentGeneration(9));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "g", "g0", "g01", "G1", "1", "g1 ", "g12345678", "test"})
  void whatIsNoNameIsNotRead(String name) {
    assertThat(EnrichmentGeneration.parse(name)).isEmpty();
  }
}
