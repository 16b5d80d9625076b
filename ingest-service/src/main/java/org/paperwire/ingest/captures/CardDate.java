package org.paperwire.ingest.captures;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A date as pages write it: `Sep 4, 2024`, or `Jul 8` in the year of the capture.
///
/// @param text as it was written
/// @param month from 1
/// @param year if it was written
record CardDate(String text, int month, int day, OptionalInt year) {

  /// A date without anything around it, for use inside of other patterns.
  static final String PATTERN =
      "(?<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?<rest>[a-z]{0,6})\\.?"
          + " (?<day>\\d{1,2})(?:, ?(?<year>\\d{4})| (?<bare>(?:19|20)\\d\\d))?(?!\\d)";

  private static final Pattern WHOLE = Pattern.compile(PATTERN);
  private static final List<String> MONTHS =
      List.of(
          "january",
          "february",
          "march",
          "april",
          "may",
          "june",
          "july",
          "august",
          "september",
          "october",
          "november",
          "december");

  static Optional<CardDate> parse(String text) {
    Matcher date = WHOLE.matcher(text);
    return date.matches() ? of(date) : Optional.empty();
  }

  /// The date in a match of a pattern that contains [#PATTERN]. Empty when what looks like a month
  /// is another word (`Marching 4`) or there is no such day in any year.
  static Optional<CardDate> of(Matcher match) {
    OptionalInt month = month(match.group("month") + match.group("rest"));
    int day = Integer.parseInt(match.group("day"));
    if (month.isEmpty() || !isDay(month.getAsInt(), day)) {
      return Optional.empty();
    }
    String year = match.group("year") == null ? match.group("bare") : match.group("year");
    return Optional.of(
        new CardDate(
            match.group().substring(match.start("month") - match.start(), end(match)),
            month.getAsInt(),
            day,
            year == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(year))));
  }

  private static int end(Matcher match) {
    int last = Math.max(match.end("day"), Math.max(match.end("year"), match.end("bare")));
    return last - match.start();
  }

  /// `Sep`, `Sept` and `September` are the ninth.
  static OptionalInt month(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (int i = 0; i < MONTHS.size(); i++) {
      if (lower.length() >= 3 && MONTHS.get(i).startsWith(lower)) {
        return OptionalInt.of(i + 1);
      }
    }
    return OptionalInt.empty();
  }

  private static boolean isDay(int month, int day) {
    try {
      MonthDay.of(month, day);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  /// The day it is in a year. Empty for Feb 29 of a common year.
  Optional<LocalDate> in(int year) {
    MonthDay date = MonthDay.of(month, day);
    return date.isValidYear(year) && year > 0 ? Optional.of(date.atYear(year)) : Optional.empty();
  }

  /// The day that is written, if the year is.
  Optional<LocalDate> complete() {
    return year.isPresent() ? in(year.getAsInt()) : Optional.empty();
  }
}
