package org.paperwire.ingest.captures;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.IsoFields;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.paperwire.bibliography.PartialDate;

/// Which day a page is of, and what a date without a year means on it.
///
/// A page shows dates of its own year without the year. So a date without one is completed with the
/// year of the capture, when that is known, or with the year that the page's address or header
/// states; and only when that puts it no later than the capture or the page. Otherwise it stays
/// without a year: a date that may be wrong by a year is worse than one that says what it lacks.
///
/// @param listed the day the page is of
/// @param captured the day on which it looked like this
/// @param lastDay the last day that the page itself says it covers, with its year
record PageDate(
    Optional<LocalDate> listed, Optional<LocalDate> captured, Optional<LocalDate> lastDay) {

  private static final Pattern ADDRESS =
      Pattern.compile(
          "[/?&](?:date[/=](?<date>\\d{4}-\\d{2}-\\d{2})"
              + "|week[/=](?<weekYear>\\d{4})-W(?<week>\\d{2})"
              + "|month[/=](?<monthYear>\\d{4})-(?<month>\\d{2}))(?![\\d])");
  private static final Pattern MONTH = Pattern.compile("([A-Z][a-z]{2,8}),? (\\d{4})");
  private static final Pattern WEEK =
      Pattern.compile("(?i)week (\\d{1,2})(?:,? (?:of )?(\\d{4}))?");
  private static final Pattern SPAN =
      Pattern.compile(
          "(?<from>.{5,20}?) ?[-–—] ?(?<month>[A-Z][a-z]{2,8} )?(?<to>\\d{1,2}(?:, ?\\d{4})?)");

  /// Whether a line of the header says which day, week or month the page is of.
  static boolean isPeriod(String text) {
    return CardDate.parse(text).isPresent()
        || MONTH.matcher(text).matches() && monthOf(text).isPresent()
        || WEEK.matcher(text).matches()
        || spanEnd(text).isPresent();
  }

  /// @param period what the header says, as [#isPeriod] knows it
  static PageDate of(CaptureContext context, Optional<String> period) {
    Optional<LocalDate> captured = context.captureDay();
    Optional<CardDate> day = period.flatMap(CardDate::parse);
    Optional<LocalDate> addressDay = context.url().flatMap(PageDate::dayInAddress);
    Optional<LocalDate> stated = addressDay.or(() -> day.flatMap(CardDate::complete));
    return new PageDate(
        stated.or(() -> day.flatMap(date -> newestNotAfter(date, captured))),
        captured,
        stated
            .or(() -> context.url().flatMap(PageDate::lastDayInAddress))
            .or(() -> period.flatMap(PageDate::lastDayInHeader)));
  }

  /// A header without a year was written in the year of the capture, or late in the year before.
  private static Optional<LocalDate> newestNotAfter(CardDate date, Optional<LocalDate> captured) {
    return captured.flatMap(
        limit ->
            date.year().isPresent()
                ? Optional.empty()
                : date.in(limit.getYear())
                    .filter(day -> !day.isAfter(limit))
                    .or(() -> date.in(limit.getYear() - 1)));
  }

  Optional<PartialDate> listedAt() {
    return listed.flatMap(PartialDate::of);
  }

  /// The day that a card's date means, if that is sure.
  Optional<LocalDate> complete(CardDate date) {
    if (date.year().isPresent()) {
      return date.complete();
    }
    return captured
        .flatMap(limit -> inYearOf(limit, date))
        .or(() -> lastDay.flatMap(limit -> inYearOf(limit, date)));
  }

  private static Optional<LocalDate> inYearOf(LocalDate limit, CardDate date) {
    return date.in(limit.getYear()).filter(day -> !day.isAfter(limit));
  }

  private static Optional<LocalDate> dayInAddress(String url) {
    Matcher address = ADDRESS.matcher(url);
    return address.find() && address.group("date") != null
        ? day(() -> LocalDate.parse(address.group("date")))
        : Optional.empty();
  }

  private static Optional<LocalDate> lastDayInAddress(String url) {
    Matcher address = ADDRESS.matcher(url);
    if (!address.find()) {
      return Optional.empty();
    }
    if (address.group("week") != null) {
      return day(
          () ->
              lastDayOfWeek(
                  Integer.parseInt(address.group("weekYear")),
                  Integer.parseInt(address.group("week"))));
    }
    if (address.group("month") != null) {
      return day(
          () ->
              YearMonth.of(
                      Integer.parseInt(address.group("monthYear")),
                      Integer.parseInt(address.group("month")))
                  .atEndOfMonth());
    }
    return Optional.empty();
  }

  private static Optional<LocalDate> lastDayInHeader(String text) {
    Matcher week = WEEK.matcher(text);
    if (week.matches() && week.group(2) != null) {
      return day(
          () -> lastDayOfWeek(Integer.parseInt(week.group(2)), Integer.parseInt(week.group(1))));
    }
    return monthOf(text)
        .map(YearMonth::atEndOfMonth)
        .or(() -> spanEnd(text).flatMap(CardDate::complete));
  }

  private static Optional<YearMonth> monthOf(String text) {
    Matcher month = MONTH.matcher(text);
    if (!month.matches()) {
      return Optional.empty();
    }
    OptionalInt number = CardDate.month(month.group(1));
    return number.isPresent()
        ? Optional.of(YearMonth.of(Integer.parseInt(month.group(2)), number.getAsInt()))
        : Optional.empty();
  }

  /// The second date of `Oct 27 - Nov 2, 2025` or `Oct 20 - 26`.
  private static Optional<CardDate> spanEnd(String text) {
    Matcher span = SPAN.matcher(text);
    if (!span.matches()) {
      return Optional.empty();
    }
    Optional<CardDate> from = CardDate.parse(span.group("from"));
    String month =
        span.group("month") == null
            ? span.group("from").replaceAll(" .*", " ")
            : span.group("month");
    return from.flatMap(_ -> CardDate.parse(month + span.group("to")));
  }

  private static LocalDate lastDayOfWeek(int year, int week) {
    return LocalDate.of(year, 1, 4)
        .with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, week)
        .with(DayOfWeek.SUNDAY);
  }

  private static Optional<LocalDate> day(Supplier<LocalDate> written) {
    try {
      return Optional.of(written.get());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
