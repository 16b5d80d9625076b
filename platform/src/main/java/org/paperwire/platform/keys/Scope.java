package org.paperwire.platform.keys;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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

  private static Optional<Scope> of(String word) {
    return Arrays.stream(values()).filter(scope -> scope.word().equals(word)).findFirst();
  }

  /// Several in one text, `ingest,vote`.
  public static String list(Set<Scope> scopes) {
    return scopes.stream().map(Scope::word).collect(Collectors.joining(","));
  }

  /// Reads what [#list] writes.
  ///
  /// @throws IllegalArgumentException when a word is no scope
  public static Set<Scope> parse(String list) {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    for (String word : list.split(",", -1)) {
      // Not told which: where a scope is read, somebody may have put a secret.
      scopes.add(
          of(word.strip())
              .orElseThrow(
                  () ->
                      new IllegalArgumentException("the scopes are some of ingest, vote, admin")));
    }
    return scopes;
  }
}
