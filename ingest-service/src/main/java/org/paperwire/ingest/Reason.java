package org.paperwire.ingest;

import java.util.Locale;

/// Why something is not taken: the word in the answer, in the dead letter, in the metric and in the
/// problem's type.
public enum Reason {
  /// No format that is read.
  UNRECOGNISED,
  /// Not the text it should be: neither UTF-8 nor UTF-16 with a byte order mark.
  CHARSET_MALFORMED,
  /// gzip or zstd that ends early, is damaged, or unpacks to a hundred times its size.
  COMPRESSION_MALFORMED,
  /// A parser failed over it, which none should ever do.
  PARSER_FAILED,
  /// More than is taken at once.
  TOO_LARGE,
  /// Not JSON; deeper nested than is read; the same name twice in one object.
  JSON_MALFORMED,
  /// Not XML, or XML that is cut short or declares entities of its own.
  XML_MALFORMED,
  /// Not BibTeX.
  BIBTEX_MALFORMED,
  /// A web page where a source's answer is expected, most likely a page that says what went wrong.
  HTML_PAGE,
  /// A source's answer that says what went wrong, instead of papers.
  ERROR_ANSWER,
  /// JSON or XML, but no object with a paper's fields.
  NOT_A_PAPER,
  /// A field of another type than it has.
  WRONG_TYPE,
  /// No title, or nothing left of it once it is plain text.
  TITLE_MISSING,
  /// A field longer than it may be, or with more entries.
  FIELD_TOO_LARGE,
  /// A value that is none of its identifier's namespace.
  IDENTIFIER_MALFORMED,
  /// Not `[a-z][a-z0-9-]*`, or an identifier namespace.
  SOURCE_MALFORMED,
  /// No such date, or written in another way.
  DATE_MALFORMED,
  /// Not an http(s) address.
  LINK_MALFORMED;

  /// Its name outside of this program.
  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
