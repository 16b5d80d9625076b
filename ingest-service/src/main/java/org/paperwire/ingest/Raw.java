package org.paperwire.ingest;

/// A thing as it came, so that a replay can read it again.
///
/// @param mediaType what the bytes are
public record Raw(Bytes bytes, String mediaType) {

  /// The card of a page that was saved as text.
  public static Raw text(String text) {
    return new Raw(Bytes.of(text), "text/plain");
  }

  public static Raw json(Bytes bytes) {
    return new Raw(bytes, "application/json");
  }
}
