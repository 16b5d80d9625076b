package org.paperwire.platform.keys;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Pattern;
import org.paperwire.bibliography.Base32;
import org.paperwire.bibliography.Fingerprint;

/// A key as its holder shows it: `pw_ID.SECRET`, in base32 (RFC 4648, lower case). The id says
/// which key is meant and is no secret; the secret is 200 random bits, which nobody guesses, so
/// that a plain SHA-256 is all that has to be kept.
///
/// The beginning is always the same, so that a scanner for secrets finds one that was left
/// somewhere.
public final class Token {

  /// What an id looks like: 40 bits.
  static final Pattern ID = Pattern.compile("[a-z2-7]{8}");

  private static final String PREFIX = "pw_";
  private static final int ID_BYTES = 5;
  private static final int SECRET_BYTES = 25;
  private static final Pattern FORM =
      Pattern.compile(PREFIX + "(?<id>" + ID.pattern() + ")\\.[a-z2-7]{40}");

  private final String id;
  private final String text;

  private Token(String id, String text) {
    this.id = id;
    this.text = text;
  }

  /// A new one.
  public static Token random() {
    var random = new SecureRandom();
    String id = base32(random, ID_BYTES);
    return new Token(id, PREFIX + id + "." + base32(random, SECRET_BYTES));
  }

  /// Reads what somebody shows; empty when it has not the form of a key.
  public static Optional<Token> parse(String shown) {
    var form = FORM.matcher(shown);
    return form.matches() ? Optional.of(new Token(form.group("id"), shown)) : Optional.empty();
  }

  public String id() {
    return id;
  }

  /// The key itself, for the one who it is made for.
  public String secret() {
    return text;
  }

  /// What is kept of it: the SHA-256 of all of it, in hexadecimal, as `sha256sum` tells it. The id
  /// is part of what is hashed, so a hash that stands behind another id opens nothing.
  public String digest() {
    return Fingerprint.sha256(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String base32(SecureRandom random, int count) {
    var bytes = new byte[count];
    random.nextBytes(bytes);
    return Base32.encode(bytes, count * 8 / 5);
  }

  /// Without the secret: logs and messages are read by others.
  @Override
  public String toString() {
    return PREFIX + id;
  }
}
