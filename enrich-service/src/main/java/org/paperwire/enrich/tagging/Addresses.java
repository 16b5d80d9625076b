package org.paperwire.enrich.tagging;

/// Web addresses within a text. Their letters are not the paper's words: "https" says nothing on
/// web protocols.
final class Addresses {

  private Addresses() {}

  static boolean startsAt(String text, int index) {
    char c = text.charAt(index);
    return (c == 'h' || c == 'H' || c == 'w' || c == 'W')
        && (startsWith(text, index, "http://")
            || startsWith(text, index, "https://")
            || startsWith(text, index, "www."));
  }

  /// Where the white space after the address begins.
  static int endOf(String text, int index) {
    int end = index;
    while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean startsWith(String text, int index, String start) {
    return text.regionMatches(true, index, start, 0, start.length());
  }
}
