package org.paperwire.enrich.matching;

/// The order inside a block.
///
/// A large block is not compared as a whole, and an order brings those together that agree in what
/// comes first in it. One that puts the year before the venue leaves a record without a year far
/// from its like. So blocks are of two orders, as passes over the same records with two keys are
/// (Hernández and Stolfo, "The merge/purge problem for large databases", SIGMOD 1995, 3.3).
public final class SortKey {

  private static final int TITLE_MAX = 40;
  private static final int AUTHOR_MAX = 16;

  private SortKey() {}

  /// A text whose natural order is that of the record in the block: (title, first author, year,
  /// record key), or (title, venue, year, first author, record key) where the block is ordered by
  /// venue. Title and author are cut to what tells most apart; a part that is missing comes first.
  public static String of(Features features, BlockKey block) {
    String title = cut(features.title(), TITLE_MAX);
    String author =
        features.authors().isEmpty() ? "" : cut(features.authors().getFirst(), AUTHOR_MAX);
    String year = features.year().map(Object::toString).orElse("");
    String key = features.key().value();
    return BlockKeys.isOrderedByVenue(block)
        ? String.join("\t", title, features.venue(), year, author, key)
        : String.join("\t", title, author, year, key);
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length);
  }
}
