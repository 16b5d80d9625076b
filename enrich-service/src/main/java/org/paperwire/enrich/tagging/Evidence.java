package org.paperwire.enrich.tagging;

import java.util.OptionalInt;

/// Where a rule found what it looks for.
///
/// @param field `title`, `abstract`, `categories` or `links`
/// @param text the words that matched, as they stand there
/// @param start the first character in the field, from 0, in UTF-16 units; empty when the field is
///   a list
/// @param end one past the last character
public record Evidence(String field, String text, OptionalInt start, OptionalInt end) {

  /// A stretch of a text field.
  static Evidence within(String field, String whole, int start, int end) {
    return new Evidence(
        field, whole.substring(start, end), OptionalInt.of(start), OptionalInt.of(end));
  }

  /// An entry of a list.
  static Evidence entry(String field, String text) {
    return new Evidence(field, text, OptionalInt.empty(), OptionalInt.empty());
  }
}
