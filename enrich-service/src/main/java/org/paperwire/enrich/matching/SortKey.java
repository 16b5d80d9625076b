package org.paperwire.enrich.matching;

/// The order inside a block.
public final class SortKey {

  private SortKey() {}

  private static final int TITLE_MAX = 40;
  private static final int AUTHOR_MAX = 16;

  /// (title, first author, year, record key) as one text whose natural order is theirs, title and
  /// author cut to what tells most apart; a part that is missing comes first.
  public static String of(Features features) {
    return String.join(
        "\t",
        cut(features.title(), TITLE_MAX),
        features.authors().isEmpty() ? "" : cut(features.authors().getFirst(), AUTHOR_MAX),
        features.year().map(Object::toString).orElse(""),
        features.key().value());
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length);
  }
}
