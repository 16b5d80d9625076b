package org.paperwire.ingest.polling;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Set;

/// When arXiv announces: Sunday to Thursday at 20:00 US Eastern, and not on its holidays. What is
/// announced on an evening is the list of the day after, Monday to Friday, in the feeds from
/// midnight on.
///
/// Its help page names the holidays of a year (availability.md). Those that it has named each year
/// are computed here; others are configured. A holiday only decides whether a missing list is a
/// quiet day: the list is asked for all the same, for the case that there is one.
public final class ArxivCalendar {

  /// Ithaca, New York.
  public static final ZoneId EASTERN = ZoneId.of("America/New_York");

  private static final Set<MonthDay> EVERY_YEAR =
      Set.of(
          MonthDay.of(Month.JANUARY, 1),
          MonthDay.of(Month.JUNE, 19),
          MonthDay.of(Month.DECEMBER, 25));

  private final Set<LocalDate> moreHolidays;

  /// @param moreHolidays further evenings on which nothing is announced
  public ArxivCalendar(Set<LocalDate> moreHolidays) {
    this.moreHolidays = Set.copyOf(moreHolidays);
  }

  /// Whether a day, in Eastern time, has a list by the weekly rule: Monday to Friday.
  static boolean isWorkday(LocalDate day) {
    return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
  }

  /// Whether a list of that day is to be expected.
  boolean expectsList(LocalDate day) {
    return isWorkday(day) && !isHoliday(day.minusDays(1));
  }

  private boolean isHoliday(LocalDate evening) {
    return EVERY_YEAR.contains(MonthDay.from(evening))
        || moreHolidays.contains(evening)
        || evening.equals(nth(evening, Month.JANUARY, 3, DayOfWeek.MONDAY)) // Martin Luther King
        || evening.equals(nth(evening, Month.SEPTEMBER, 1, DayOfWeek.MONDAY)) // Labor Day
        || evening.equals(nth(evening, Month.NOVEMBER, 4, DayOfWeek.THURSDAY)); // Thanksgiving
  }

  private static LocalDate nth(LocalDate year, Month month, int n, DayOfWeek day) {
    return LocalDate.of(year.getYear(), month, 1).with(TemporalAdjusters.dayOfWeekInMonth(n, day));
  }

  /// The newest workday whose list should be there.
  ///
  /// @param ready when a list is there, on its day
  static LocalDate dueDay(Instant now, LocalTime ready) {
    LocalDate day = LocalDate.ofInstant(now, EASTERN);
    while (!isWorkday(day) || now.isBefore(at(day, ready))) {
      day = day.minusDays(1);
    }
    return day;
  }

  /// When the list of the workday after now's is there.
  static Instant nextReady(Instant now, LocalTime ready) {
    return at(workdayAfter(dueDay(now, ready)), ready);
  }

  /// When the next list that is to be expected is there.
  Instant nextExpected(Instant now, LocalTime ready) {
    LocalDate day = workdayAfter(dueDay(now, ready));
    while (!expectsList(day)) {
      day = workdayAfter(day);
    }
    return at(day, ready);
  }

  private static LocalDate workdayAfter(LocalDate day) {
    LocalDate next = day.plusDays(1);
    while (!isWorkday(next)) {
      next = next.plusDays(1);
    }
    return next;
  }

  static Instant at(LocalDate day, LocalTime time) {
    return day.atTime(time).atZone(EASTERN).toInstant();
  }
}
