package org.paperwire.cli.identity;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/// Something that was measured, and what is asked of it.
///
/// @param what in a few words
/// @param isCount whether it is a number of things; else a share, from 0 to 1
/// @param value that was measured
/// @param least that it has to be
/// @param most that it may be
public record Finding(
    String what, boolean isCount, double value, OptionalDouble least, OptionalDouble most) {

  static Finding share(String what, double value) {
    return new Finding(what, false, value, OptionalDouble.empty(), OptionalDouble.empty());
  }

  static Finding count(String what, long value) {
    return new Finding(what, true, value, OptionalDouble.empty(), OptionalDouble.empty());
  }

  /// A number of things of which there has to be none.
  public static Finding none(String what, long value) {
    return count(what, value).atMost(0);
  }

  Finding atLeast(double bound) {
    return new Finding(what, isCount, value, OptionalDouble.of(bound), most);
  }

  Finding atMost(double bound) {
    return new Finding(what, isCount, value, least, OptionalDouble.of(bound));
  }

  /// Precision, recall and F1.
  static List<Finding> of(PairCounts counts, OptionalDouble precisionLeast, double f1Least) {
    var precision = share("precision", counts.precision());
    return List.of(
        precisionLeast.isPresent() ? precision.atLeast(precisionLeast.getAsDouble()) : precision,
        share("recall", counts.recall()),
        share("F1", counts.f1()).atLeast(f1Least));
  }

  /// Whether it is as it has to be.
  public boolean isMet() {
    return value >= least.orElse(value) && value <= most.orElse(value);
  }

  /// It in a line, beside what is asked of it.
  public String line() {
    return "  %-47s %9s%s"
        .formatted(what, number(value), least.isEmpty() && most.isEmpty() ? "" : asked());
  }

  private String asked() {
    String bound =
        least.isPresent()
            ? "at least " + number(least.getAsDouble())
            : "at most " + number(most.orElse(0));
    return "   %-16s %s".formatted(bound, isMet() ? "met" : "MISSED");
  }

  private String number(double number) {
    return String.format(Locale.ROOT, isCount ? "%,.0f" : "%.4f", number);
  }
}
