package org.paperwire.bibliography;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Text that was written as UTF-8 and read as something else (`K√ºhne`, `KÃ¼hne`, `users‚Äô`), put
/// right; read wrongly twice (`Ã‚Â©`), also put right.
///
/// Each damaged character is repaired by itself, because texts are often damaged in part: a stretch
/// of two to four characters whose bytes, in Mac Roman, Windows-1252 or Latin-1, are one character
/// of UTF-8. Clean text has hardly any such stretches, and those it may have are left alone: the
/// character found must be one that papers are written with (Latin, Greek, Cyrillic, punctuation,
/// symbols), and a stretch that could as well be mathematics (`√π`) or the end of a quotation
/// (`Ä”`) has to stand inside a word.
///
/// A title or an abstract may be shown repaired; what a source said is kept as it said it.
public final class Mojibake {

  /// A charset that UTF-8 was taken for.
  private static final class Misread {

    /// The byte of each character, 0 for those that have none outside ASCII.
    private final byte[] bytes = new byte[Character.MAX_VALUE + 1];

    Misread(Charset charset) {
      for (int b = 0x80; b <= 0xFF; b++) {
        char read = new String(new byte[] {(byte) b}, charset).charAt(0);
        // What a charset leaves undefined comes through as it is.
        bytes[read == REPLACEMENT ? b : read] = (byte) b;
      }
    }

    int of(char c) {
      return bytes[c] & 0xFF;
    }
  }

  private static final char REPLACEMENT = 0xFFFD;
  private static final List<Misread> CHARSETS =
      List.of(
          new Misread(Charset.forName("windows-1252")),
          new Misread(Charset.forName("x-MacRoman")),
          new Misread(StandardCharsets.ISO_8859_1));

  /// Quotes, dashes and guillemets may stand before any letter: they begin a damaged character only
  /// where the next one is damaged too.
  private static final String PUNCTUATION = "«»…–—“”‘’÷";

  /// What is written before `π` or `∂` by itself.
  private static final String OPERATORS = "√≈¬∆ƒ";

  private static final String MATHEMATICS = "π∂∑∏∫Ω∞±≤≥µ≠";

  /// What may stand behind a capital at the end of a word.
  private static final String CLOSING = "’”»›…–—\u00A0";

  private Mojibake() {}

  private record Repair(String character, int length) {}

  /// The text with what is recognisably damaged put right; the same text when nothing is. What is
  /// repaired is not changed again.
  public static String repaired(String text) {
    String before = text;
    String after = pass(before);
    // Every repair shortens the text, and each level of damage at least doubled its length.
    while (after.length() < before.length()) {
      before = after;
      after = pass(before);
    }
    return after;
  }

  private static String pass(String text) {
    int first = 0;
    while (first < text.length() && text.charAt(first) < 0x80) {
      first++;
    }
    if (first >= text.length() - 1) {
      return text;
    }
    var out = new StringBuilder(text.length()).append(text, 0, first);
    int lastRepair = -1;
    for (int i = first; i < text.length(); ) {
      Optional<Repair> repair =
          text.charAt(i) < 0x80 ? Optional.empty() : repair(text, i, out, lastRepair == i);
      if (repair.isPresent()) {
        out.append(repair.get().character());
        i += repair.get().length();
        lastRepair = i;
      } else {
        out.append(text.charAt(i++));
      }
    }
    return out.toString();
  }

  private static Optional<Repair> repair(
      String text, int at, StringBuilder before, boolean followsRepair) {
    for (Misread charset : CHARSETS) {
      int character = character(charset, text, at);
      if (!isOfPapers(character)) {
        continue;
      }
      int length = length(character);
      boolean besideDamage =
          followsRepair
              || isOfPapers(character(charset, text, at + length))
                  && text.charAt(at + length) >= 0x80;
      if (isDamage(text, at, character, before, besideDamage)) {
        return Optional.of(new Repair(Character.toString(character), length));
      }
    }
    return Optional.empty();
  }

  private static int length(int character) {
    return character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
  }

  /// The character whose UTF-8 stands here, read in this charset; negative when none does.
  private static int character(Misread charset, String text, int at) {
    int lead = at < text.length() ? charset.of(text.charAt(at)) : 0;
    int following = lead < 0xC2 || lead > 0xF4 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
    if (following == 0 || at + following >= text.length()) {
      return -1;
    }
    int character = lead & (0x3F >> following);
    for (int i = 1; i <= following; i++) {
      int next = charset.of(text.charAt(at + i));
      if (next < 0x80 || next > 0xBF) {
        return -1;
      }
      character = character << 6 | next & 0x3F;
    }
    return length(character) == following + 1 ? character : -1;
  }

  private static boolean isOfPapers(int character) {
    if (character < 0x80
        || character > Character.MAX_CODE_POINT
        || !Character.isDefined(character)) {
      return false;
    }
    return character < 0x500 // Latin, phonetic signs, marks, Greek, Cyrillic; controls on the way
        || character >= 0x1E00 && character < 0x2C00 // more of these, punctuation, symbols
        || character >= 0xFB00 && character <= 0xFB06 // ligatures
        || character == REPLACEMENT
        || character == 0xFEFF
        || character >= 0x1D400 && character <= 0x1D7FF // mathematical letters
        || character >= 0x1F300 && character <= 0x1FAFF; // pictures
  }

  /// Whether a stretch that could be a damaged character is one.
  private static boolean isDamage(
      String text, int at, int character, StringBuilder before, boolean besideDamage) {
    int length = length(character);
    if (length > 2) {
      return true;
    }
    char lead = text.charAt(at);
    char last = text.charAt(at + 1);
    if (PUNCTUATION.indexOf(lead) >= 0) {
      return besideDamage && Character.isLetter(character);
    }
    if (isMark(character)) {
      return !before.isEmpty() && Character.isLetter(before.codePointBefore(before.length()));
    }
    if (OPERATORS.indexOf(lead) >= 0 && MATHEMATICS.indexOf(last) >= 0) {
      return besideDamage
          || Character.isLetter(character) && isInsideWord(text, at + length, before);
    }
    if (CLOSING.indexOf(last) >= 0) {
      return !Character.isLetter(character)
          || at + length < text.length() && Character.isLetter(text.charAt(at + length));
    }
    return true;
  }

  private static boolean isMark(int character) {
    return Character.getType(character) == Character.NON_SPACING_MARK;
  }

  /// Whether at least three letters stand around, those after it right after it.
  private static boolean isInsideWord(String text, int end, StringBuilder before) {
    int letters = 0;
    for (int i = before.length() - 1;
        i >= 0 && letters < 3 && Character.isLetter(before.charAt(i));
        i--) {
      letters++;
    }
    for (int i = end; i < text.length() && letters < 3 && isAsciiLetter(text.charAt(i)); i++) {
      letters++;
    }
    return letters >= 3;
  }

  private static boolean isAsciiLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }
}
