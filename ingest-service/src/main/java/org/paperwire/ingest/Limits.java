package org.paperwire.ingest;

/// Every limit on what is taken in, in one place. Each has a test.
public final class Limits {

  /// One line or element: a paper with everything that belongs to it.
  public static final int ITEM_BYTES_MAX = 1_000_000;

  /// A body that is not streamed, unpacked.
  public static final int BODY_BYTES_MAX = 50_000_000;

  /// How many times its size a body that is not streamed may unpack to. Text of papers packs to a
  /// quarter or a tenth.
  public static final int UNPACKED_RATIO_MAX = 100;

  /// Below this nobody asks for the ratio: a page of blanks is no attack.
  public static final int UNPACKED_RATIO_FROM_BYTES = 1_000_000;

  /// What is kept of a thing as it came; a larger one is not kept, since half of it could not be
  /// read again.
  public static final int RAW_BYTES_MAX = 64 * 1024;

  public static final int TITLE_CHARACTERS_MAX = 2_000;
  public static final int ABSTRACT_CHARACTERS_MAX = 100_000;

  /// Any other text: names, venues, notes, classes.
  public static final int TEXT_CHARACTERS_MAX = 2_000;

  public static final int LINK_CHARACTERS_MAX = 2_000;
  public static final int SOURCE_ID_CHARACTERS_MAX = 300;
  public static final int AUTHORS_MAX = 10_000;

  /// Entries of any other list of a paper.
  public static final int LIST_ENTRIES_MAX = 1_000;

  /// Objects and arrays inside of one another.
  public static final int JSON_DEPTH_MAX = 50;

  /// Rejects that an answer names one by one; all of them are counted, and all are dead letters.
  public static final int REJECTS_NAMED_MAX = 1_000;

  private Limits() {}
}
