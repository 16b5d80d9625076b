package org.paperwire.ingest;

/// Every limit on what is taken in, in one place. Each has a test.
public final class Limits {

  /// One line or element: a paper with everything that belongs to it.
  public static final int ITEM_BYTES_MAX = 1_000_000;

  /// A body that is not streamed, unpacked. It is held several times over while it is read (bytes,
  /// text, lines), in a heap that all services share.
  public static final int BODY_BYTES_MAX = 16_000_000;

  /// How many times its size a body may unpack to, streams included. Text of papers packs to a
  /// quarter or a tenth.
  public static final int UNPACKED_RATIO_MAX = 100;

  /// Below this nobody asks for the ratio: a page of blanks is no attack.
  public static final int UNPACKED_RATIO_FROM_BYTES = 1_000_000;

  /// The window that every decoder of `Content-Encoding: zstd` has (RFC 9659): what a stream may
  /// make this one allocate, as a power of two.
  public static final int ZSTD_WINDOW_LOG_MAX = 23;

  /// The largest packed body that is kept whole once it turned out to be damaged or a bomb.
  public static final int DAMAGED_BYTES_MAX = 8 * 1024 * 1024;

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

  /// Objects and arrays inside of one another, in one paper.
  public static final int JSON_DEPTH_MAX = 50;

  /// The same where only the beginnings and ends of papers are looked for: deeper than a paper may
  /// be, so that one paper that is too deep refuses itself alone.
  public static final int OUTLINE_DEPTH_MAX = 1_000;

  /// Elements inside of one another, in XML.
  public static final int XML_DEPTH_MAX = 100;

  /// Elements and attributes of one XML document: each takes some hundred bytes of memory, and a
  /// body of 16 MB could have millions. A page of a thousand records has 40,000.
  public static final int XML_ELEMENTS_MAX = 200_000;

  /// The name of a field.
  public static final int JSON_NAME_CHARACTERS_MAX = 1_000;

  /// Digits of a number; reading long ones takes time that grows faster than they do.
  public static final int JSON_NUMBER_CHARACTERS_MAX = 100;

  /// The name and the address of a capture.
  public static final int NAME_CHARACTERS_MAX = 1_000;

  /// Rejects that an answer names one by one; all of them are counted, and all are dead letters.
  public static final int REJECTS_NAMED_MAX = 1_000;

  /// The largest thing that is in its dead letter; a larger one lies in a file beside the topic.
  public static final int LETTER_BYTES_MAX = 256 * 1024;

  /// What a dead letter has of a larger one.
  public static final int LETTER_EXCERPT_BYTES = 64 * 1024;

  /// Receipts of batches in one answer.
  public static final int RECEIPTS_PER_PAGE_MAX = 200;

  /// Dead letters on one page.
  public static final int LETTERS_PER_PAGE_MAX = 200;

  /// Dead letters that are looked at for one page, whatever the filter leaves of them.
  public static final int LETTERS_LOOKED_AT_MAX = 2_000;

  /// Dead letters that are looked at to find one by its id.
  public static final int LETTERS_SEARCHED_MAX = 100_000;

  private Limits() {}
}
