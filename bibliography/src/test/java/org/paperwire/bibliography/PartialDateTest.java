package org.paperwire.bibliography;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartialDateTest {

  @ParameterizedTest
  @CsvSource({
    "2025, 2025, 2025-01-01",
    "2025-07, 2025-07, 2025-07-01",
    "2025-07-10, 2025-07-10, 2025-07-10",
    "2025-07-10T23:59:59-05:00, 2025-07-10, 2025-07-10",
    "2024-02-29, 2024-02-29, 2024-02-29",
  })
  void aDateIsAsPreciseAsItWasGiven(String written, String iso, LocalDate earliest) {
    PartialDate date = PartialDate.parse(written).orElseThrow();

    assertThat(date.iso()).isEqualTo(iso);
    assertThat(date.earliest()).isEqualTo(earliest);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "25", "2025-13", "2025-02-30", "2025-7-1", "Jul 8", "2025-07-10 12:00"})
  void whatIsNoDateIsNotRead(String text) {
    assertThat(PartialDate.parse(text)).isEmpty();
  }

  /// Feeds have them: `+12026-01-01T00:00:00Z` is a time that Java reads.
  @ParameterizedTest
  @ValueSource(strings = {"+12026-01-01", "-0001-12-31", "+999999999-12-31"})
  void aDayInAYearThatHasNotFourDigitsIsNoDate(LocalDate day) {
    assertThat(PartialDate.of(day)).isEmpty();
  }

  @Property
  void everyOtherDayIsADate(@ForAll @IntRange(max = 3_652_058) int days) {
    LocalDate day = LocalDate.of(0, 1, 1).plusDays(days);

    assertThat(PartialDate.of(day).map(PartialDate::earliest)).contains(day);
  }

  @Property
  void noTextMakesItThrow(@ForAll String text) {
    assertThat(PartialDate.parse(text)).isNotNull();
  }
}
