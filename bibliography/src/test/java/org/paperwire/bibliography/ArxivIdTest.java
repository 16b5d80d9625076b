package org.paperwire.bibliography;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArxivIdTest {

  @ParameterizedTest
  @CsvSource({
    "2409.02877,            2409.02877,    ",
    "2409.02877v2,          2409.02877,    2",
    "arXiv:2409.02877v12,   2409.02877,    12",
    "oai:arXiv.org:0704.0001, 0704.0001,   ",
    "http://arxiv.org/abs/2409.02877v1, 2409.02877, 1",
    "https://arxiv.org/pdf/2409.02877v1.pdf, 2409.02877, 1",
    "math.CA/0611800,       math/0611800,  ",
    "hep-th/9901001v3,      hep-th/9901001, 3",
  })
  void anIdIsReadAsSourcesWriteIt(String written, String canonical, Integer version) {
    var read = ArxivId.parse(written).orElseThrow();

    assertThat(read.id().value()).isEqualTo(canonical);
    assertThat(read.version())
        .isEqualTo(version == null ? OptionalInt.empty() : OptionalInt.of(version));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0307015",
        "2413.00001",
        "2400.00001",
        "1412.00001",
        "1501.0001",
        "0703.0001",
        "9999.9999",
        "math/0713001",
        "hep-th/0704001",
        "2409.02877v0",
        "2409.028771",
        "abs/2409.02877",
        "10.48550/arXiv.2409.02877"
      })
  void whatIsNoIdIsNotRead(String text) {
    assertThat(ArxivId.parse(text)).isEmpty();
  }

  @Property
  void readingTheCanonicalFormGivesItBack(
      @ForAll @IntRange(min = 15, max = 30) int year,
      @ForAll @IntRange(min = 1, max = 12) int month,
      @ForAll @IntRange(max = 99_999) int number) {
    String canonical = "%02d%02d.%05d".formatted(year, month, number);

    assertThat(ArxivId.parse(canonical).orElseThrow().id().value()).isEqualTo(canonical);
  }

  @Property
  void noTextMakesItThrow(@ForAll String text) {
    assertThat(ArxivId.parse(text)).isNotNull();
  }
}
