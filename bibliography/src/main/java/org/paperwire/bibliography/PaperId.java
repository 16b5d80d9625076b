package org.paperwire.bibliography;

import java.util.Optional;
import java.util.regex.Pattern;

/// The id of a paper: `p` and 16 base32 characters of the hash of its representative record key. It
/// changes only when a stronger identifier turns up; an old id resolves for ever.
public record PaperId(String value) implements Comparable<PaperId> {

  private static final Pattern FORM = Pattern.compile("p[a-z2-7]{16}");

  /// Refuses any other form; use [#parse] for anything that comes from outside.
  public PaperId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a paper id is p and 16 characters of a-z2-7, not " + value);
    }
  }

  /// The id of the paper whose representative is `key`.
  public static PaperId of(RecordKey key) {
    return new PaperId("p" + new Fingerprint().with(key.value()).base32(16));
  }

  public static Optional<PaperId> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new PaperId(text)) : Optional.empty();
  }

  @Override
  public int compareTo(PaperId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
