package org.paperwire.ingest;

import java.text.Normalizer;

/// Text as it is kept: Unicode NFC, white space of every kind folded to single blanks, no control
/// characters, no invisible ones that only break or reorder a line, no halves of surrogate pairs.
/// TeX stays as it is.
public final class PlainText {

  private static final int QUOTED_CHARACTERS_MAX = 200;

  private PlainText() {}

  public static String fold(String text) {
    return isFolded(text) ? text : folded(text);
  }

  /// Whether it is ASCII with single blanks between words, as most texts are: then there is nothing
  /// to do, and to find that out is several times cheaper than to do it.
  private static boolean isFolded(String text) {
    char before = ' ';
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character < ' ' || character > '~' || (character == ' ' && before == ' ')) {
        return false;
      }
      before = character;
    }
    return before != ' ' || text.isEmpty();
  }

  private static String folded(String text) {
    var folded = new StringBuilder(text.length());
    boolean blank = false;
    for (int i = 0; i < text.length(); ) {
      int character = text.codePointAt(i);
      i += Character.charCount(character);
      if (isBlank(character)) {
        blank = true;
      } else if (!isInvisible(character)) {
        if (blank && !folded.isEmpty()) {
          folded.append(' ');
        }
        blank = false;
        folded.appendCodePoint(isHalf(character) ? 0xFFFD : character);
      }
    }
    return Normalizer.normalize(folded, Normalizer.Form.NFC);
  }

  /// As much of what a source said as fits into a sentence of ours.
  public static String quoted(String text) {
    String folded = fold(text);
    if (folded.isEmpty()) {
      return "(nothing)";
    }
    int end =
        folded.codePointCount(0, folded.length()) <= QUOTED_CHARACTERS_MAX
            ? folded.length()
            : folded.offsetByCodePoints(0, QUOTED_CHARACTERS_MAX);
    return folded.substring(0, end).strip();
  }

  private static boolean isBlank(int character) {
    return Character.isWhitespace(character)
        || Character.isSpaceChar(character)
        || character == 0x85; // next line, a control character to Java
  }

  private static boolean isInvisible(int character) {
    return Character.getType(character) == Character.CONTROL
        || character == 0xAD // soft hyphen
        || character == 0x200B // zero width space
        || (character >= 0x200E && character <= 0x200F) // marks of direction
        || (character >= 0x202A && character <= 0x202E) // embeddings of direction
        || (character >= 0x2060 && character <= 0x2069) // word joiner, isolates
        || character == 0xFEFF; // byte order mark
  }

  private static boolean isHalf(int character) {
    return character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
  }
}
