package org.paperwire.enrich.identity;

import java.util.Comparator;
import java.util.List;

/// Why two records are one paper, or are not although they are alike.
///
/// @param pair the records
/// @param kind what came of it
/// @param rule what decided
/// @param score from 0 to 1; 1 where people decided
/// @param reasons what was compared and what it came to, the weightiest first
public record Tie(Pair pair, Kind kind, String rule, double score, List<String> reasons) {

  /// What came of a pair.
  public enum Kind {
    /// Both are this paper.
    JOINED,
    /// Alike enough, but something keeps them apart.
    APART,
    /// Relatives, or a near miss.
    NEAR
  }

  /// Joined pairs first, then by score.
  static final Comparator<Tie> ORDER =
      Comparator.comparing(Tie::kind)
          .thenComparing(Comparator.comparingDouble(Tie::score).reversed())
          .thenComparing(Tie::pair);

  public Tie {
    reasons = List.copyOf(reasons);
  }

  /// Whether both say the same of one pair, for whatever reasons.
  boolean isOf(Tie other) {
    return pair.equals(other.pair) && kind == other.kind && score == other.score;
  }

  /// The same, decided by something else.
  Tie by(String rule) {
    return new Tie(pair, kind, rule, score, reasons);
  }
}
