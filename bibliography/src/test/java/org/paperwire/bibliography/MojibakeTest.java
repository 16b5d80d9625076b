package org.paperwire.bibliography;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MojibakeTest {

  @ParameterizedTest
  @ValueSource(strings = {"x-MacRoman", "windows-1252", "ISO-8859-1"})
  void whatWasReadWronglyIsPutRight(String charset) {
    String text = "Zoë Müller’s “owls” – naïve, Grgić-Hlača, Ibáñez, ≪ρ≫ and 15 × 33";
    String once = misread(text, charset);

    assertThat(Mojibake.repaired(once)).isEqualTo(text);
    assertThat(Mojibake.repaired(misread(once, charset))).isEqualTo(text);
  }

  private static String misread(String text, String charset) {
    var read = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = new String(new byte[] {b}, Charset.forName(charset)).charAt(0);
      // What Windows-1252 leaves undefined is passed through, as browsers do.
      read.append(c == 0xFFFD ? (char) (b & 0xFF) : c);
    }
    return read.toString();
  }

  @Example
  void damageInAPartOfATextIsRepairedThere() {
    assertThat(Mojibake.repaired("Müller and K√ºhne on users‚Äô owls"))
        .isEqualTo("Müller and Kühne on users’ owls");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "the constant √π and a √∂-derivative",
        "O(n√π) steps, ≈±3 %",
        "“École” and »Übung« … —Ä—",
        "the letter ‘Ä’, the word “É”",
        "ÂGE, ÉTÉ, São João, coração, às, Ñandú",
        "Wörter „ÄÖÜ“ ‚Äpfel‘",
        "漢字とかな, Ελληνικά, Русский текст, עברית",
        "∑_{i} √n ≤ ∞ ± ∂x/∂t"
      })
  void cleanTextIsLeftAlone(String text) {
    assertThat(Mojibake.repaired(text)).isEqualTo(text);
  }

  @Provide
  Arbitrary<String> words() {
    return Arbitraries.of("owl", "Zoë", "Ångström", "naïve", "Grgić", "“log”", "α-owl", "—", "’s")
        .list()
        .ofMaxSize(8)
        .map(words -> String.join(" ", words));
  }

  @Property
  void anyTextOfPapersComesBack(@ForAll("words") String text) {
    assertThat(Mojibake.repaired(text)).isEqualTo(text);
    assertThat(Mojibake.repaired(misread(text, "x-MacRoman"))).isEqualTo(text);
    assertThat(Mojibake.repaired(misread(text, "windows-1252"))).isEqualTo(text);
  }

  @Property
  void repairingTwiceChangesNothing(@ForAll @StringLength(max = 60) String text) {
    String once = Mojibake.repaired(text);

    assertThat(Mojibake.repaired(once)).isEqualTo(once);
  }
}
