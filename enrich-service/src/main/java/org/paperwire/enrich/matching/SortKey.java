package org.paperwire.enrich.matching;

/// The order inside a block.
public final class SortKey {

  private SortKey() {}

  /// (title, first author, year, record key) as one text whose natural order is theirs; a part that
  /// is missing comes first.
  public static String of(Features features) {
    return String.join(
        "\t",
        features.title(),
        features.authors().isEmpty() ? "" : features.authors().getFirst(),
        features.year().map(Object::toString).orElse(""),
        features.key().value());
  }
}
