package org.paperwire.bibliography;

import java.util.Arrays;

/// Base32 (RFC 4648) in lower case and without padding, five bits a character.
///
/// Written here rather than by a library: every block key of every paper is made of it, and an
/// encoder of whole streams costs more than the hash that it encodes.
public final class Base32 {

  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int BITS = 5;

  private Base32() {}

  /// The first `characters` characters of `bytes`, of which there have to be enough.
  public static String encode(byte[] bytes, int characters) {
    // One byte more: a character's five bits may begin in the last.
    byte[] padded = Arrays.copyOf(bytes, bytes.length + 1);
    var text = new StringBuilder(characters);
    for (int bit = 0; bit < characters * BITS; bit += BITS) {
      int two = (padded[bit / 8] & 0xff) << 8 | padded[bit / 8 + 1] & 0xff;
      text.append(ALPHABET.charAt(two >>> 16 - BITS - bit % 8 & 31));
    }
    return text.toString();
  }
}
