package org.paperwire.ingest;

import java.time.Month;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.paperwire.bibliography.PartialDate;

/// A date that a source writes in parts: `2018`, `Jul-Aug`, `7`.
public final class WrittenDate {

  private static final int LETTERS_OF_A_MONTH = 3;

  private WrittenDate() {}

  /// As precise as its parts are known: without a month that is one the year alone, without a day
  /// that exists the month. Empty without a year of four digits.
  ///
  /// @param month a name or its beginning, a number, or several with something between
  /// @param day a number
  public static Optional<PartialDate> of(
      Optional<String> year, Optional<String> month, Optional<String> day) {
    Optional<PartialDate> inYear =
        year.flatMap(PartialDate::parse).filter(date -> date.iso().length() == 4);
    Optional<PartialDate> inMonth =
        inYear.flatMap(y -> month.flatMap(WrittenDate::month).flatMap(m -> within(y, m)));
    Optional<PartialDate> onDay =
        inMonth.flatMap(m -> day.flatMap(WrittenDate::number).flatMap(d -> within(m, d)));
    return onDay.or(() -> inMonth).or(() -> inYear);
  }

  private static Optional<PartialDate> within(PartialDate date, int part) {
    return PartialDate.parse("%s-%02d".formatted(date.iso(), part));
  }

  /// The first of the words in it that begins like a month (`Jul-Aug` is of July, `1--3 July` too),
  /// or all of it as a number.
  private static Optional<Integer> month(String written) {
    return number(written)
        .or(
            () ->
                Stream.of(written.split("[^A-Za-z]+"))
                    .filter(word -> word.length() >= LETTERS_OF_A_MONTH)
                    .map(word -> word.substring(0, LETTERS_OF_A_MONTH).toUpperCase(Locale.ROOT))
                    .flatMap(
                        word -> Stream.of(Month.values()).filter(m -> m.name().startsWith(word)))
                    .map(Month::getValue)
                    .findFirst());
  }

  private static Optional<Integer> number(String written) {
    return Optional.of(written.strip())
        .filter(text -> text.matches("[0-9]{1,2}"))
        .map(Integer::parseInt);
  }
}
