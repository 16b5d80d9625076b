package org.paperwire.enrich.identity;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.paperwire.enrich.matching.BlockKey;
import org.paperwire.enrich.matching.Verdict;

/// Two records that are alike.
///
/// @param kind how much so
/// @param score from 0 to 1
/// @param blocks in which both stand close enough to each other to be compared; never empty
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

  static Link of(Verdict verdict, SortedSet<BlockKey> blocks) {
    Kind kind =
        switch (verdict.outcome()) {
          case LINK -> verdict.rule().equals(IDENTIFIER_RULE) ? Kind.IDENTIFIER : Kind.LIKENESS;
          case NEAR -> Kind.NEAR;
          case NONE -> throw new IllegalArgumentException("no link");
        };
    return new Link(kind, verdict.score(), blocks);
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

  Link with(BlockKey block) {
    var more = new TreeSet<>(blocks);
    more.add(block);
    return new Link(kind, score, more);
  }
}
