package org.paperwire.bibliography;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A date as precise as it is known: `2025`, `2025-07` or `2025-07-10`. The natural order is that
/// of the text, which puts a less precise date before the more precise ones it contains.
public record PartialDate(String iso) implements Comparable<PartialDate> {

  private static final Pattern FORM = Pattern.compile("(\\d{4})(?:-(\\d{2})(?:-(\\d{2}))?)?");

  /// Refuses any other form; use [#parse] for anything that comes from outside.
  public PartialDate {
    if (!isDate(iso)) {
      throw new IllegalArgumentException("a date is YYYY, YYYY-MM or YYYY-MM-DD, not " + iso);
    }
  }

  /// A day. Empty in a year that has not four digits, of which no paper is.
  public static Optional<PartialDate> of(LocalDate day) {
    return parse(day.toString());
  }

  /// Reads one of the three forms; a time after the day (`2025-07-10T12:00:00Z`) is passed over,
  /// the day being the one written. Empty when it is none of them or no such day exists.
  public static Optional<PartialDate> parse(String text) {
    String date = text.strip();
    int time = date.indexOf('T');
    String day = time == 10 ? date.substring(0, time) : date;
    return isDate(day) ? Optional.of(new PartialDate(day)) : Optional.empty();
  }

  private static boolean isDate(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return false;
    }
    try {
      LocalDate.of(
          Integer.parseInt(form.group(1)),
          form.group(2) == null ? 1 : Integer.parseInt(form.group(2)),
          form.group(3) == null ? 1 : Integer.parseInt(form.group(3)));
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  public int year() {
    return Integer.parseInt(iso.substring(0, 4));
  }

  /// The first day it may mean.
  public LocalDate earliest() {
    return LocalDate.parse(
        switch (iso.length()) {
          case 4 -> iso + "-01-01";
          case 7 -> iso + "-01";
          default -> iso;
        });
  }

  @Override
  public int compareTo(PartialDate other) {
    return iso.compareTo(other.iso);
  }

  @Override
  public String toString() {
    return iso;
  }
}
