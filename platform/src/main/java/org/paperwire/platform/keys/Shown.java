package org.paperwire.platform.keys;

/// What a request shows of a key: in `Authorization: Bearer KEY` (RFC 6750 §2.1) and nowhere else.
/// An address ends in logs, in histories and in the `Referer` of the next page.
public sealed interface Shown {

  /// No key.
  record Nothing() implements Shown {}

  /// Something that is none of the keys: misspelt, made up, or revoked.
  record Unknown() implements Shown {}

  /// One of the keys.
  record Known(Key key) implements Shown {}
}
