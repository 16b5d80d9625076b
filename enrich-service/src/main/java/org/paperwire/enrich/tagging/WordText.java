package org.paperwire.enrich.tagging;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;

/// A text reduced to its words, with the way back to the characters they were.
///
/// Each word is reduced to letters and digits without accents, ligatures and width (NFKD less its
/// marks), in the singular and in lower case. [#letters] is those words with one space before,
/// after and between them, so that a phrase reduced the same way matches whole words only, by
/// comparing characters. Whatever may stand inside a phrase (white space, hyphens, quotes, slashes,
/// TeX's dollars and braces) is that one space; whatever ends a thought (full stops, commas,
/// brackets, formulas, addresses) is a [#BREAK], which no phrase contains.
///
/// Every character belongs to one word or none, and whether it does is decided by its near
/// neighbours. So a stretch from the start of a word to the end of a word reduces to the same words
/// when it is taken by itself: what makes evidence checkable.
final class WordText {

  /// Stands between two words that no phrase spans.
  static final char BREAK = '\n';

  private static final int ZERO_WIDTH_SPACE = 0x200B;

  private final StringBuilder letters = new StringBuilder(" ");
  private final StringBuilder word = new StringBuilder();
  private final boolean caseKept;
  private int[] at = new int[64];
  private int[] from = new int[64];
  private int[] to = new int[64];
  private int words;
  private int wordFrom;
  private int wordTo;

  private WordText(boolean caseKept) {
    this.caseKept = caseKept;
  }

  static WordText of(String text) {
    return new WordText(false).read(text);
  }

  /// The words with their capitals, for names that are ordinary words when written small.
  static String withCapitals(String text) {
    return new WordText(true).read(text).letters();
  }

  /// A phrase as it is found in [#letters]: like a text, but punctuation in it breaks nothing.
  static String phrase(String text) {
    return of(text).letters().replace(BREAK + " ", "");
  }

  private WordText read(String text) {
    int i = 0;
    while (i < text.length()) {
      if (word.isEmpty() && Addresses.startsAt(text, i)) {
        i = Addresses.endOf(text, i);
        breakHere();
        continue;
      }
      int codePoint = text.codePointAt(i);
      int next = i + Character.charCount(codePoint);
      read(text, codePoint, i, next);
      i = next;
    }
    endWord();
    return this;
  }

  private void read(String text, int codePoint, int start, int end) {
    if (Character.isLetterOrDigit(codePoint) && codePoint < 128) {
      append(codePoint, start, end);
      return;
    }
    if (isPartOfWord(text, codePoint, start, end)) {
      word.appendCodePoint(codePoint);
      wordTo = end;
      return;
    }
    if (codePoint >= 128) {
      if (isMark(codePoint)) {
        wordTo = end;
        return;
      }
      if (Character.getType(codePoint) == Character.FORMAT && codePoint != ZERO_WIDTH_SPACE) {
        return;
      }
      if (appendDecomposed(codePoint, start, end)) {
        return;
      }
    }
    boolean joined = joins(codePoint) || isInnerStop(text, codePoint, start, end);
    endWord();
    if (!joined) {
      breakHere();
    }
  }

  /// The full stop of "node.js".
  private boolean isInnerStop(String text, int codePoint, int start, int end) {
    return codePoint == '.'
        && !word.isEmpty()
        && wordTo == start
        && end < text.length()
        && Character.isLetterOrDigit(text.codePointAt(end));
  }

  /// The full stop of "2.0", and the signs of "C++" and "C#".
  private boolean isPartOfWord(String text, int codePoint, int start, int end) {
    if (word.isEmpty() || wordTo != start) {
      return false;
    }
    char last = word.charAt(word.length() - 1);
    char next = end < text.length() ? text.charAt(end) : ' ';
    return switch (codePoint) {
      case '.' -> isDigit(last) && isDigit(next);
      case '+' -> last == '+' ? word.length() == 2 : word.length() == 1 && next == '+';
      case '#' -> word.length() == 1;
      default -> false;
    };
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /// Appends what a character outside ASCII is made of. A letter is never the end of a word, so it
  /// stands for itself when it is made of nothing; another sign ("½") counts if it is letters and
  /// digits alone.
  private boolean appendDecomposed(int codePoint, int start, int end) {
    boolean letter = Character.isLetterOrDigit(codePoint);
    String parts = Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFKD);
    int[] letters = parts.codePoints().filter(Character::isLetterOrDigit).toArray();
    if (letters.length == 0) {
      letters = letter ? new int[] {codePoint} : letters;
    } else if (!letter && !parts.codePoints().allMatch(WordText::isLetterOrMark)) {
      return false;
    }
    for (int each : letters) {
      append(each, start, end);
    }
    return letters.length > 0;
  }

  private static boolean isLetterOrMark(int codePoint) {
    return Character.isLetterOrDigit(codePoint) || isMark(codePoint);
  }

  private static boolean isMark(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.COMBINING_SPACING_MARK;
  }

  private void append(int codePoint, int start, int end) {
    if (!word.isEmpty() && !Character.isLetterOrDigit(word.codePointBefore(word.length()))) {
      endWord(); // "C++17" is two words
    }
    if (word.isEmpty()) {
      wordFrom = start;
    }
    word.appendCodePoint(codePoint);
    wordTo = end;
  }

  private static boolean joins(int codePoint) {
    return switch (codePoint) {
      case '/',
          '\\',
          '\'',
          '"',
          '`',
          '$',
          '{',
          '}',
          '^',
          '*',
          '~',
          '_',
          '\u2212',
          ZERO_WIDTH_SPACE ->
          true;
      default ->
          switch (Character.getType(codePoint)) {
            case Character.DASH_PUNCTUATION,
                Character.INITIAL_QUOTE_PUNCTUATION,
                Character.FINAL_QUOTE_PUNCTUATION,
                Character.SPACE_SEPARATOR ->
                true;
            default -> Character.isWhitespace(codePoint);
          };
    };
  }

  private void endWord() {
    if (word.isEmpty()) {
      return;
    }
    if (words == at.length) {
      at = Arrays.copyOf(at, words * 2);
      from = Arrays.copyOf(from, words * 2);
      to = Arrays.copyOf(to, words * 2);
    }
    at[words] = letters.length();
    from[words] = wordFrom;
    to[words] = wordTo;
    words++;
    Singular.of(word, caseKept);
    if (caseKept) {
      letters.append(word);
    } else {
      letters.append(word.toString().toLowerCase(Locale.ROOT));
    }
    letters.append(' ');
    word.setLength(0);
  }

  private void breakHere() {
    endWord();
    if (letters.length() < 2 || letters.charAt(letters.length() - 2) != BREAK) {
      letters.append(BREAK).append(' ');
    }
  }

  String letters() {
    return letters.toString();
  }

  /// The first character, in the original text, of the word that starts at this place in
  /// [#letters].
  int from(int letter) {
    return from[Arrays.binarySearch(at, 0, words, letter)];
  }

  /// One past the last character, in the original text, of the word that holds this place in
  /// [#letters].
  int to(int letter) {
    int found = Arrays.binarySearch(at, 0, words, letter);
    return to[found >= 0 ? found : -found - 2];
  }
}
