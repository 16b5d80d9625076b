package org.paperwire.query.search;

/// The fields of the search view's documents.
final class Fields {

  // Ids: exact terms.
  static final String ID = "id";

  /// Record keys: the paper's own names.
  static final String KEY = "key";

  /// Identifiers and source ids: other names that lead to it.
  static final String ALIAS = "alias";

  /// [#LISTED] for a paper, [#ABSORBED] for an id that was merged away.
  static final String KIND = "kind";

  static final String LISTED = "paper";
  static final String ABSORBED = "absorbed";

  // Text.
  static final String TITLE = "title";
  static final String ABSTRACT = "abstract";
  static final String AUTHORS = "authors";
  static final String VENUE = "venue";
  static final String KEYWORDS = "keywords";

  // Exact terms, counted as facets as well.
  static final String TAG = "tag";
  static final String SOURCE = "source";
  static final String YEAR = "year";

  /// Day, month and year of the paper's date: `2025-07-10`, `2025-07`, `2025`.
  static final String DATE = "date";

  /// The first day that the date may mean; only of papers that have a date.
  static final String DATED = "dated";

  // Numbers to sort by.
  static final String DAY = "day";
  static final String FIRST_SEEN = "firstSeen";
  static final String POINTS = "points";
  static final String HOT = "hot";

  // Of the history: a document is a paper as it was after a change.

  /// The paper id; [#ID] has the revision as well.
  static final String PAPER = "paper";

  static final String REVISION = "revision";

  /// When the change was published, in milliseconds.
  static final String AT = "at";

  /// The document as JSON.
  static final String JSON = "json";

  private Fields() {}
}
