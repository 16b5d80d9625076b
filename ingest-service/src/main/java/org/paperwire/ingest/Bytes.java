package org.paperwire.ingest;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Bytes that nobody changes, equal when they are the same.
public final class Bytes {

  private final byte[] bytes;

  private Bytes(byte[] bytes) {
    this.bytes = bytes;
  }

  /// A copy of these bytes.
  public static Bytes of(byte[] bytes) {
    return new Bytes(bytes.clone());
  }

  /// A copy of a part of these bytes.
  public static Bytes of(byte[] bytes, int from, int to) {
    return new Bytes(Arrays.copyOfRange(bytes, from, to));
  }

  /// The UTF-8 form of a text.
  public static Bytes of(String text) {
    return new Bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Whether bytes begin with these.
  public static boolean startsWith(byte[] bytes, int... beginning) {
    if (bytes.length < beginning.length) {
      return false;
    }
    for (int i = 0; i < beginning.length; i++) {
      if (bytes[i] != (byte) beginning[i]) {
        return false;
      }
    }
    return true;
  }

  public int size() {
    return bytes.length;
  }

  public byte[] toArray() {
    return bytes.clone();
  }

  /// The first `length` of them, or all when there are fewer.
  public Bytes first(int length) {
    return length >= bytes.length ? this : of(bytes, 0, length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that && Arrays.equals(that.bytes, bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /// Read as UTF-8, for people and logs.
  @Override
  public String toString() {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
