package org.paperwire.ingest.polling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArxivCalendarTest {

  private static final LocalTime READY = LocalTime.of(0, 15);

  @ParameterizedTest
  @CsvSource({
    // Eastern midnight is at 5:00 UTC in winter
    "2026-11-17T05:15:00Z, 2026-11-17",
    "2026-11-17T05:14:59Z, 2026-11-16",
    // and at 4:00 UTC in summer
    "2026-07-07T04:15:00Z, 2026-07-07",
    // the weekend has the list of Friday
    "2026-11-21T12:00:00Z, 2026-11-20",
    "2026-11-23T05:00:00Z, 2026-11-20",
    "2026-11-23T05:15:00Z, 2026-11-23",
  })
  void theListThatIsDueIsThatOfTheLastWorkday(Instant now, LocalDate due) {
    assertThat(ArxivCalendar.dueDay(now, READY)).isEqualTo(due);
  }

  /// The evenings without an announcement that arXiv named for 2023 and 2025, but for those that it
  /// chose for the year.
  @ParameterizedTest
  @CsvSource({
    "2023-01-16", "2023-06-19", "2023-09-04", "2023-11-23", "2023-12-25",
    "2025-01-01", "2025-01-20", "2025-06-19", "2025-09-01", "2025-11-27",
  })
  void theDayAfterAHolidayHasNoList(LocalDate evening) {
    assertThat(new ArxivCalendar(Set.of()).expectsList(evening.plusDays(1))).isFalse();
    assertThat(new ArxivCalendar(Set.of()).expectsList(evening)).isTrue();
  }

  @Test
  void holidaysOfAYearAreAdded() {
    var july = LocalDate.parse("2025-07-06");

    assertThat(new ArxivCalendar(Set.of()).expectsList(july.plusDays(1))).isTrue();
    assertThat(new ArxivCalendar(Set.of(july)).expectsList(july.plusDays(1))).isFalse();
  }

  @Test
  void theNextListIsThatOfMondayAtEasternMidnightAlsoWhenClocksChange() {
    // 2026-11-01 is the Sunday on which Eastern clocks go back
    assertThat(ArxivCalendar.nextReady(Instant.parse("2026-10-30T12:00:00Z"), READY))
        .isEqualTo("2026-11-02T05:15:00Z");
    assertThat(ArxivCalendar.nextReady(Instant.parse("2026-10-29T12:00:00Z"), READY))
        .isEqualTo("2026-10-30T04:15:00Z");
  }

  @Test
  void theNextThatIsExpectedPassesOverHolidays() {
    // Thanksgiving 2026 is on 26 November: Friday the 27th has no list
    assertThat(
            new ArxivCalendar(Set.of()).nextExpected(Instant.parse("2026-11-26T12:00:00Z"), READY))
        .isEqualTo("2026-11-30T05:15:00Z");
  }
}
