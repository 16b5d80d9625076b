package org.paperwire.enrich.identity;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.paperwire.enrich.matching.BlockKey;
import org.paperwire.enrich.matching.Verdict;

/// Two records that are alike.
///
/// @param kind how much so
/// @param score from 0 to 1
/// @param blocks in which both stand close enough to each other; never empty where it is kept
public record Link(Kind kind, double score, SortedSet<BlockKey> blocks) {

  /// How much two records are alike.
  public enum Kind {
    /// One paper, by a common identifier.
    IDENTIFIER,
    /// One paper, by what they say.
    LIKENESS,
    /// Relatives, or a near miss.
    NEAR
  }

  /// The rule of verdicts that rest on a common identifier.
  private static final String IDENTIFIER_RULE = "identifier";

  public Link {
    blocks = Collections.unmodifiableSortedSet(new TreeSet<>(blocks));
  }

  /// The link that a comparison comes to, in no block yet; empty when it comes to none.
  static Optional<Link> of(Verdict verdict) {
    return kind(verdict).map(kind -> new Link(kind, verdict.score(), Collections.emptySortedSet()));
  }

  private static Optional<Kind> kind(Verdict verdict) {
    return switch (verdict.outcome()) {
      case LINK ->
          Optional.of(verdict.rule().equals(IDENTIFIER_RULE) ? Kind.IDENTIFIER : Kind.LIKENESS);
      case NEAR -> Optional.of(Kind.NEAR);
      case NONE -> Optional.empty();
    };
  }

  /// Whether it makes one paper of both, as long as the crowd around them lets it count.
  boolean joins(Crowd crowd) {
    return switch (crowd) {
      case NONE -> kind != Kind.NEAR;
      case OF_LIKENESS -> kind == Kind.IDENTIFIER;
      case OF_IDENTIFIERS -> false;
    };
  }

  /// Whether it means the same, wherever both were found.
  boolean saysTheSameAs(Link other) {
    return kind == other.kind && score == other.score;
  }

  Link in(SortedSet<BlockKey> blocks) {
    return new Link(kind, score, blocks);
  }

  Link with(BlockKey block) {
    var more = new TreeSet<>(blocks);
    more.add(block);
    return in(more);
  }

  Link without(BlockKey block) {
    var others = new TreeSet<>(blocks);
    others.remove(block);
    return in(others);
  }
}
