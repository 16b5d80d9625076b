package org.paperwire.ingest.bibtex;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Where entries of a bibliography begin and end, so that one that cannot be read is refused alone.
/// Whatever stands between entries is a remark.
final class BibtexScan {

  /// One thing that begins with an `@`.
  ///
  /// @param type in lower case: `inproceedings`, `string`, …
  /// @param isWhole whether it ends; what does not is cut off where the next one begins
  record Piece(String type, String text, boolean isWhole) {}

  private static final int DEPTH_MAX = 100;

  private final String text;
  private int at;

  private BibtexScan(String text) {
    this.text = text;
  }

  static List<Piece> pieces(String text) {
    var scan = new BibtexScan(text);
    var pieces = new ArrayList<Piece>();
    while (scan.passRemark()) {
      pieces.add(scan.piece());
    }
    return pieces;
  }

  /// To the next `@word{`.
  private boolean passRemark() {
    for (; at < text.length(); at++) {
      if (text.charAt(at) == '@' && opens(at)) {
        return true;
      }
    }
    return false;
  }

  /// Whether an entry begins here: `@`, a word, a brace.
  private boolean opens(int from) {
    int i = from + 1;
    while (i < text.length() && Character.isLetter(text.charAt(i))) {
      i++;
    }
    boolean hasWord = i > from + 1;
    while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
      i++;
    }
    return hasWord && i < text.length() && (text.charAt(i) == '{' || text.charAt(i) == '(');
  }

  private Piece piece() {
    int from = at;
    int word = at + 1;
    while (Character.isLetter(text.charAt(word))) {
      word++;
    }
    String type = text.substring(from + 1, word).toLowerCase(Locale.ROOT);
    int depth = 0;
    boolean tooDeep = false;
    for (at = word; at < text.length(); at++) {
      char c = text.charAt(at);
      // To BibTeX a brace is a brace, also behind a backslash.
      if (c == '{' || c == '(' && depth == 0) {
        depth++;
        tooDeep |= depth > DEPTH_MAX;
      } else if (c == '}' || c == ')' && depth == 1 && closesRound(word)) {
        depth--;
        if (depth == 0) {
          at++;
          return new Piece(type, text.substring(from, at), !tooDeep);
        }
      } else if (c == '@' && at > word && beginsLine(at) && opens(at)) {
        break; // The entry before never ended.
      }
    }
    at = Math.min(at, text.length());
    return new Piece(type, text.substring(from, at).stripTrailing(), false);
  }

  private boolean closesRound(int word) {
    int i = word;
    while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
      i++;
    }
    return i < text.length() && text.charAt(i) == '(';
  }

  private boolean beginsLine(int place) {
    return text.charAt(place - 1) == '\n' || text.charAt(place - 1) == '\r';
  }
}
