package org.paperwire.ingest.arxiv;

import java.util.Optional;
import java.util.regex.Pattern;

/// Whether a paper is withdrawn. arXiv has no field for it: a withdrawal is a new version without a
/// file, whose comment gives the reason; older ones have it in place of the abstract.
final class Withdrawal {

  /// "This paper has been withdrawn by the author due to …", "Withdrawn", "This submission has been
  /// withdrawn by arXiv administrators because …"; not "replaces a withdrawn paper".
  private static final Pattern SAID =
      Pattern.compile(
          "(?is)^\\W*(?:paper\\s+|article\\s+)?withdrawn\\b.*"
              + "|.*\\b(?:has|have|had)\\s+(?:now\\s+)?been\\s+(?:temporarily\\s+)?withdrawn\\b.*"
              + "|.*\\b(?:is|was)\\s+(?:being\\s+)?(?:temporarily\\s+)?withdrawn\\s+(?:by|due|because|as|since|from)\\b.*");

  private static final int ABSTRACT_START_CHARACTERS = 200;

  private Withdrawal() {}

  /// The reason as it was given, in the comment or else at the beginning of the abstract. Empty
  /// while the paper stands.
  static Optional<String> of(Optional<String> comment, Optional<String> abstractText) {
    return comment
        .filter(text -> SAID.matcher(text).matches())
        .or(
            () ->
                abstractText
                    .map(String::strip)
                    .map(
                        text ->
                            text.substring(0, Math.min(text.length(), ABSTRACT_START_CHARACTERS)))
                    .filter(text -> SAID.matcher(text).matches()));
  }
}
