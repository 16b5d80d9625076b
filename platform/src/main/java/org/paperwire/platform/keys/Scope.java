package org.paperwire.platform.keys;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a key is good for. None includes another: a key is good for what it was made for.
public enum Scope {
  /// Sending in what sources say: captures, papers.
  INGEST,

  /// Saying what one thinks of a paper, which can be taken back and changes no paper.
  VOTE,

  /// What people decide and operators order: identity, dead letters, rebuilds and switches.
  ADMIN;

  /// As it is written in files and told to callers.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Scope> of(String word) {
    return Arrays.stream(values()).filter(scope -> scope.word().equals(word)).findFirst();
  }
}
