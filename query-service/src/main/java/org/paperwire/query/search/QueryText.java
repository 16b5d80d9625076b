package org.paperwire.query.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a person typed into a search box, read with a small grammar:
///
/// ```
/// query  = { clause }
/// clause = [ "-" ] [ field ":" ] ( '"' words '"' | word )
/// field  = title | abstract | author | venue | tag | source | year
/// ```
///
/// Every text is a query: a quote that is never closed ends with the text, a prefix that is no
/// field is text, and a word of nothing but signs asks for nothing. There are no wildcards and no
/// expressions, so a query costs no more than its length.
record QueryText(List<Clause> clauses) {

  /// Longer queries are refused.
  static final int CHARACTERS_MAX = 1_000;

  /// One condition.
  ///
  /// @param field in which to look; absent for all text
  /// @param text word or words
  /// @param phrase whether the words must follow each other
  /// @param excluded whether a paper must not have it
  record Clause(Optional<Field> field, String text, boolean phrase, boolean excluded) {}

  /// Where a clause may look.
  enum Field {
    TITLE,
    ABSTRACT,
    AUTHOR,
    VENUE,
    TAG,
    SOURCE,
    YEAR;

    private static Optional<Field> named(String name) {
      for (Field field : values()) {
        if (field.name().equals(name.toUpperCase(Locale.ROOT))) {
          return Optional.of(field);
        }
      }
      return Optional.empty();
    }
  }

  QueryText {
    clauses = List.copyOf(clauses);
  }

  /// Reads a query. Never fails.
  static QueryText parse(String text) {
    var clauses = new ArrayList<Clause>();
    int at = 0;
    while (at < text.length()) {
      if (isSpace(text.charAt(at))) {
        at++;
      } else {
        at = clause(text, at, clauses);
      }
    }
    return new QueryText(clauses);
  }

  /// Reads the clause that begins at `start`; answers where it ends.
  private static int clause(String text, int start, List<Clause> clauses) {
    int at = start;
    boolean excluded = text.charAt(at) == '-';
    if (excluded) {
      at++;
    }
    Optional<Field> field = Optional.empty();
    int colon = at;
    while (colon < text.length() && Character.isLetter(text.charAt(colon))) {
      colon++;
    }
    if (colon + 1 < text.length()
        && text.charAt(colon) == ':'
        && !isSpace(text.charAt(colon + 1))) {
      field = Field.named(text.substring(at, colon));
      at = field.isPresent() ? colon + 1 : at;
    }
    boolean phrase = at < text.length() && isQuote(text.charAt(at));
    if (phrase) {
      at++;
    }
    int end = at;
    while (end < text.length()
        && !(phrase ? isQuote(text.charAt(end)) : isSpace(text.charAt(end)))) {
      end++;
    }
    String words = text.substring(at, end).strip();
    if (!words.isEmpty()) {
      clauses.add(new Clause(field, words, phrase, excluded));
    }
    return phrase ? Math.min(end + 1, text.length()) : Math.max(end, start + 1);
  }

  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '“' || c == '”';
  }
}
