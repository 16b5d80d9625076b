package org.paperwire.platform.access;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.paperwire.platform.Problem;
import org.paperwire.platform.keys.Scope;

/// Why a request is not let in, and what would help.
///
/// @param problem what is told
/// @param challenge what `WWW-Authenticate` says beside it (RFC 6750 §3), where a key would help
record Refusal(Problem problem, Optional<String> challenge) {

  private static final String BEARER = "Bearer realm=\"paperwire\"";
  private static final Duration SOON = Duration.ofSeconds(5);

  static Refusal keyNeeded(Scope needed) {
    return challenged(
        Problem.other(
            "key-needed",
            "A key is needed",
            401,
            "This needs a key that is good for %s: Authorization: Bearer KEY."
                .formatted(needed.word())),
        "");
  }

  static Refusal keyUnknown() {
    return challenged(
        Problem.other(
            "key-unknown",
            "The key is not known",
            401,
            "The key is misspelt, was revoked, or never was one."),
        ", error=\"invalid_token\"");
  }

  static Refusal scopeLacking(Scope needed) {
    return challenged(
        Problem.other(
            "scope-lacking",
            "The key is not good for this",
            403,
            "The key is not good for %s.".formatted(needed.word())),
        ", error=\"insufficient_scope\", scope=\"%s\"".formatted(needed.word()));
  }

  /// A route of which nobody said what it needs.
  static Refusal closed() {
    return plain(Problem.other("closed", "Nobody may do this", 403, "No key is good for this."));
  }

  static Refusal keysUnreadable() {
    return plain(
        Problem.unavailable(
            "keys-unreadable", "The keys cannot be read, so nobody can show one.", SOON));
  }

  static Refusal notLocal() {
    return plain(
        Problem.other(
            "not-local",
            "Only from this machine",
            403,
            "Without keys this is taken from the machine alone that it runs on, by its own name"
                + " (localhost), and through no proxy."));
  }

  static Refusal crossSite() {
    return plain(
        Problem.other(
            "cross-site",
            "Not from a page of somebody else",
            403,
            "A browser sent this for a page of another site."));
  }

  static Refusal tooMany(Duration wait) {
    return plain(
        new Problem(
            "too-many-requests",
            "Too many requests",
            429,
            "You asked more often than one caller may; go on after the pause.",
            // The next whole second: never too early.
            Optional.of(wait.plusSeconds(1)),
            Map.of()));
  }

  private static Refusal challenged(Problem problem, String error) {
    return new Refusal(problem, Optional.of(BEARER + error));
  }

  private static Refusal plain(Problem problem) {
    return new Refusal(problem, Optional.empty());
  }
}
