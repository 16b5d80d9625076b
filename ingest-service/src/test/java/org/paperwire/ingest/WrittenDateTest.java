package org.paperwire.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paperwire.bibliography.PartialDate;

class WrittenDateTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2018  |           |    | 2018
          2018  | 5         |    | 2018-05
          2018  | 05        | 3  | 2018-05-03
          2018  | May       | 03 | 2018-05-03
          2018  | July-August |  | 2018-07
          2018  | Jul-Aug   |    | 2018-07
          2018  | Sept.     |    | 2018-09
          2018  | 1--3 july |    | 2018-07
          2018  | Summer    |    | 2018
          2018  | 13        | 1  | 2018
          2018  | Feb       | 30 | 2018-02
          2018  |           | 7  | 2018
          12018 | May       |    |
          2018-05 | May     |    |
          n.d.  | May       | 3  |
          """)
  void aDateIsAsPreciseAsItsPartsAreKnown(String year, String month, String day, String date) {
    assertThat(written(year, month, day).map(PartialDate::iso))
        .isEqualTo(Optional.ofNullable(date));
  }

  @Property
  void noPartsMakeItThrow(@ForAll String year, @ForAll String month, @ForAll String day) {
    assertThat(written(year, month, day)).isNotNull();
    assertThat(written("2018", month, day)).isNotEmpty();
  }

  private static Optional<PartialDate> written(String year, String month, String day) {
    return WrittenDate.of(
        Optional.ofNullable(year), Optional.ofNullable(month), Optional.ofNullable(day));
  }
}
