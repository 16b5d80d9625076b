package org.paperwire.enrich.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Joseph M. Hellerstein | hellerstein jm",
        "Hellerstein, J. M. | hellerstein jm",
        "JM Hellerstein | hellerstein jm",
        "Hellerstein JM | hellerstein jm",
        "Hector Garcia-Molina | garciamolina h",
        "Jean-Pierre Owl | owl jp",
        "Ludwig van Beethoven | beethoven l",
        "Ralf Hartmut Güting | guting rh",
        "K√ºhne, Swen | kuhne s",
        "G{\\\"o}del, Kurt | godel k",
        "Wei Wang 0001 | wang w",
        "NVIDIA | nvidia"
      })
  void aNameHasOneForm(String written, String form) {
    assertThat(Names.of(List.of(written))).containsExactly(form);
  }

  @Test
  void severalNamesInOneTextAreTakenApart() {
    assertThat(Names.of(List.of("blum, a., furst, m., & schapire, r. e.")))
        .containsExactly("blum a", "furst m", "schapire re");
    assertThat(Names.of(List.of("a. blum, m. furst, and richard j. lipton.")))
        .containsExactly("blum a", "furst m", "lipton rj");
    assertThat(Names.of(List.of("Ada Owl, Bo Barn"))).containsExactly("owl a", "barn b");
    assertThat(Names.of(List.of("Ada Owl; Bo Barn"))).containsExactly("owl a", "barn b");
  }

  @Test
  void whatIsNoNameIsLeftOut() {
    assertThat(Names.of(List.of("NVIDIA", ":", "Ada Owl", "et al.", "Anonymous", "& hellip ;")))
        .containsExactly("nvidia", "owl a");
  }

  @Property(tries = 300)
  void anyTextIsReadAndShort(@ForAll @StringLength(max = 60) String text) {
    assertThat(Names.of(List.of(text)))
        .allSatisfy(name -> assertThat(name.length()).isLessThanOrEqualTo(Features.AUTHOR_MAX));
  }
}
