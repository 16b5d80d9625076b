package org.paperwire.ingest;

/// A thing as it came, so that a replay can read it again.
///
/// @param bytes the thing, or its beginning where the whole is too large to keep
/// @param mediaType what the bytes are
/// @param length of the whole
public record Raw(Bytes bytes, String mediaType, long length) {

  /// The whole.
  public Raw(Bytes bytes, String mediaType) {
    this(bytes, mediaType, bytes.size());
  }

  /// The card of a page that was saved as text.
  public static Raw text(String text) {
    return new Raw(Bytes.of(text), "text/plain");
  }

  public static Raw json(Bytes bytes) {
    return new Raw(bytes, "application/json");
  }

  public boolean isWhole() {
    return length == bytes.size();
  }
}
