package org.paperwire.platform.keys;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/// A key as we keep it. Nothing of it is a secret.
///
/// @param id which one it is
/// @param scopes what it is good for, in their order
/// @param digest [Token#digest]
/// @param made the day on which it was
/// @param holder whose it is, in words
public record Key(String id, Set<Scope> scopes, String digest, LocalDate made, String holder) {

  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern HOLDER = Pattern.compile("\\S(?:[^\\p{Cntrl}]{0,98}\\S)?");

  public Key {
    demand(Token.ID.matcher(id).matches(), "the id is 8 characters of a-z and 2-7");
    demand(!scopes.isEmpty(), "there is at least one scope");
    demand(DIGEST.matcher(digest).matches(), "the hash is 64 characters of 0-9 and a-f");
    demand(HOLDER.matcher(holder).matches(), "the holder is named, in at most 100 characters");
    scopes = Collections.unmodifiableSet(EnumSet.copyOf(scopes));
  }

  /// A key for a holder who was given the token.
  public static Key of(Token token, Set<Scope> scopes, LocalDate made, String holder) {
    return new Key(token.id(), scopes, token.digest(), made, holder);
  }

  /// Whether this is the key that is shown. Takes as long for a hash that differs at its end as for
  /// one that differs at its beginning.
  boolean is(Token shown) {
    return MessageDigest.isEqual(bytes(digest), bytes(shown.digest()));
  }

  private static byte[] bytes(String digest) {
    return digest.getBytes(StandardCharsets.US_ASCII);
  }

  private static void demand(boolean isSo, String what) {
    if (!isSo) {
      throw new IllegalArgumentException(what);
    }
  }
}
