package org.paperwire.ingest;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Bytes as text. What is not text is refused rather than replaced: a paper with a question mark in
/// its author's name would be kept for ever.
public final class Charsets {

  private static final char REPLACEMENT = '\uFFFD';

  private Charsets() {}

  /// UTF-8, or UTF-16 when a byte order mark says so, without that mark. Empty when the bytes are
  /// neither.
  public static Optional<String> decode(byte[] bytes) {
    if (Bytes.startsWith(bytes, 0xFF, 0xFE)) {
      return strictly(bytes, 2, StandardCharsets.UTF_16LE);
    }
    if (Bytes.startsWith(bytes, 0xFE, 0xFF)) {
      return strictly(bytes, 2, StandardCharsets.UTF_16BE);
    }
    return strictly(bytes, isMarkedUtf8(bytes) ? 3 : 0, StandardCharsets.UTF_8);
  }

  /// The text of the bytes from a place on. Empty when they are not all of this charset.
  public static Optional<String> strictly(byte[] bytes, int from, Charset charset) {
    // Much faster than a decoder; only a text that has the character itself is looked at again.
    String text = new String(bytes, from, bytes.length - from, charset);
    if (text.indexOf(REPLACEMENT) < 0) {
      return Optional.of(text);
    }
    try {
      return Optional.of(
          charset
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes, from, bytes.length - from))
              .toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /// Whether they begin with UTF-8's byte order mark, of three bytes.
  public static boolean isMarkedUtf8(byte[] bytes) {
    return Bytes.startsWith(bytes, 0xEF, 0xBB, 0xBF);
  }
}
