package org.paperwire.bibliography;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Text reduced to what keys are made of. Two writings of one title that differ only in case,
/// accents, ligatures, width, punctuation or white space reduce to the same text.
///
/// These forms are inside record keys on topics that are kept for ever, so they never change.
/// Whatever else makes two texts alike (TeX, mojibake, hyphenation) is the business of identity,
/// which compares and does not key.
public final class KeyText {

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern NOT_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

  private KeyText() {}

  /// Letters and digits only, without marks, in lower case; the text itself, stripped, when it has
  /// neither.
  public static String of(String text) {
    String letters = NOT_WORD.matcher(folded(text)).replaceAll("");
    return letters.isEmpty() ? text.strip() : letters;
  }

  /// A name with its words in alphabetical order, so that "Ada Lovelace" and "Lovelace, Ada" are
  /// the same.
  public static String ofName(String name) {
    return Arrays.stream(NOT_WORD.split(folded(name)))
        .filter(word -> !word.isEmpty())
        .sorted()
        .collect(Collectors.joining(" "));
  }

  private static String folded(String text) {
    String decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD);
    return MARKS.matcher(decomposed).replaceAll("").toLowerCase(Locale.ROOT);
  }
}
