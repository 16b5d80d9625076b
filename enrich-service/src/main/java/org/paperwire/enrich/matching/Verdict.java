package org.paperwire.enrich.matching;

import java.util.List;

/// What comparing two records came to.
///
/// @param outcome whether they are one paper
/// @param score how sure that is, from 0 to 1; the strongest pairs are joined first
/// @param rule what decided: `identifier`, `scored`, or the rule that overruled the score
/// @param reasons what was compared and what it came to, for people; the weightiest first
public record Verdict(Outcome outcome, double score, String rule, List<Reason> reasons) {

  /// What is done about a pair.
  public enum Outcome {
    /// One paper.
    LINK,
    /// Alike, but not one paper: a near miss, or a relative worth showing.
    NEAR,
    /// Nothing to do with each other.
    NONE
  }

  /// One thing that was compared.
  ///
  /// @param feature its name
  /// @param value what was found, readable
  /// @param contribution how far it spoke for one paper (above 0) or against (below), in logits; 0
  ///   when it is only told
  public record Reason(String feature, String value, double contribution) {}

  public Verdict {
    reasons = List.copyOf(reasons);
  }

  static Verdict none(String rule) {
    return new Verdict(Outcome.NONE, 0, rule, List.of());
  }
}
