package org.paperwire.query.views;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the file `CURRENT` of a view says.
///
/// ```
/// 7               the generation that serves
/// before 6        the one that served until then: the way back
/// by-hand         a person went there; no other definition takes it from there by itself
/// ```
///
/// @param number of the generation that serves
/// @param before the one that served until then, if there was one
/// @param byHand whether a person went back to it
record Current(int number, OptionalInt before, boolean byHand) {

  private static final Pattern FORM =
      Pattern.compile("([1-9]\\d{0,8})(?:\\Rbefore ([1-9]\\d{0,8}))?(\\Rby-hand)?\\R?");

  /// Reads the file. Empty when it is none of ours.
  static Optional<Current> parse(String text) {
    Matcher file = FORM.matcher(text);
    if (!file.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new Current(
            Integer.parseInt(file.group(1)),
            file.group(2) == null
                ? OptionalInt.empty()
                : OptionalInt.of(Integer.parseInt(file.group(2))),
            file.group(3) != null));
  }

  boolean names(int generation) {
    return generation == number || before.isPresent() && before.getAsInt() == generation;
  }

  String text() {
    return number
        + "\n"
        + (before.isPresent() ? "before " + before.getAsInt() + "\n" : "")
        + (byHand ? "by-hand\n" : "");
  }
}
