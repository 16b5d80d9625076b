package org.paperwire.bibliography;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Optional;

/// A hash of a sequence of fields: SHA-256 over each field's length and bytes, so that no two
/// different sequences hash the same text ("ab","c" and "a","bc" differ, and so do an absent field
/// and an empty one).
///
/// ```java
/// new Fingerprint().with(source).with(sourceId).base32(26)
/// ```
public final class Fingerprint {

  private final MessageDigest digest = sha256();

  /// Adds a text field.
  public Fingerprint with(String field) {
    byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
    digest.update(bytes);
    return this;
  }

  /// Adds a field that may be absent.
  public Fingerprint with(Optional<?> field) {
    if (field.isEmpty()) {
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(-1).array());
      return this;
    }
    return with(field.get().toString());
  }

  /// Adds a sequence, its length first.
  public Fingerprint with(Collection<?> fields) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(fields.size()).array());
    fields.forEach(field -> with(field.toString()));
    return this;
  }

  /// Adds raw bytes.
  public Fingerprint with(byte[] bytes) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
    digest.update(bytes);
    return this;
  }

  /// The first `characters` characters of the hash in base32 (RFC 4648, lower case), 5 bits each;
  /// at most 51. Ends the sequence.
  public String base32(int characters) {
    return Base32.encode(digest.digest(), characters);
  }

  /// The SHA-256 of `bytes`, in hexadecimal.
  public static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
