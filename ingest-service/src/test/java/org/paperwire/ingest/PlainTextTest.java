package org.paperwire.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainTextTest {

  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      textBlock =
          """
          '  two\u00A0 \u2003words ',two words
          'Cafe\u0301','Café'
          'zero\u200Bwidth\uFEFF',zerowidth
          'bell\u0007',bell
          '\u202Eturned around\u202C',turned around
          '$\\alpha_{1}$  and 89.0\\%','$\\alpha_{1}$ and 89.0\\%'
          'می\u200Cخواهم','می\u200Cخواهم'
          '\uD83D\uDE00','\uD83D\uDE00'
          """)
  void onlyWhatNobodySeesIsTakenAway(String text, String folded) {
    assertThat(PlainText.fold(text)).isEqualTo(folded);
  }

  @Property
  void betweenWordsOfAsciiOneBlankStays(
      @ForAll @CharRange(from = ' ', to = '!') @StringLength(max = 12) String text) {
    assertThat(PlainText.fold(text)).isEqualTo(text.strip().replaceAll(" +", " "));
  }

  @Property
  void foldedTextStaysAsItIsAndIsAlwaysText(@ForAll String text) {
    String folded = PlainText.fold(text);

    assertThat(PlainText.fold(folded)).isEqualTo(folded);
    assertThat(folded.strip()).isEqualTo(folded);
    assertThat(new String(folded.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
        .isEqualTo(folded);
  }
}
