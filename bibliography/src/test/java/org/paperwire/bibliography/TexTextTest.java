package org.paperwire.bibliography;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TexTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '§',
      value = {
        "G\\\"odel and G{\\\"o}del | Gödel and Gödel",
        "Erd\\H{o}s, Ho\\v{r}ava, \\c{C}elik, \\'{\\i} | Erdős, Hořava, Çelik, í",
        "Stra\\ss e and {\\O}rsted and \\L{}ukasz | Straße and Ørsted and Łukasz",
        "$\\gamma$-MoD | γ-MoD",
        "\\emph{All} owls are \\textbf{grey} | All owls are grey",
        "an $O(n \\log n)$ owl | an O(n log n) owl",
        "``owls'' -- and~more | “owls” – and more",
        "100\\% of $5$ owls | 100% of 5 owls",
        "no TeX - none | no TeX - none"
      })
  void texIsReadAsText(String tex, String text) {
    assertThat(TexText.plain(tex)).isEqualTo(text);
  }

  @Property
  void anythingIsRead(@ForAll @StringLength(max = 80) String text) {
    assertThat(TexText.plain("\\" + text + "\\")).isNotNull();
  }

  @Property
  void aSignOfTexStaysOnlyBehindABackslash(@ForAll @StringLength(max = 80) String text) {
    String signs = "$a{" + text.replace("\\", "") + "}$";
    assertThat(TexText.plain(signs)).doesNotContain("$", "{", "}");
    assertThat(TexText.plain("\\$\\{\\}")).isEqualTo("${}");
  }
}
