package org.paperwire.enrich.records;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/// Whose word counts: statements in the order (rank of the source, people above all; version of the
/// paper; when it was observed; hash of the content). Who comes last wins. The id and the origin
/// follow, so that the order is total: two statements that it cannot tell apart are one.
///
/// When something was received is not part of it, or the result would depend on the network.
public final class Precedence implements Comparator<Statement> {

  private static final Comparator<Statement> AMONG_EQUALS =
      Comparator.<Statement, Optional<Integer>>comparing(
              statement -> statement.content().version(), Absent.first())
          .thenComparing(Statement::observedAt, Absent.<Instant>first())
          .thenComparing(Statement::contentHash)
          .thenComparing(Statement::sightingId)
          .thenComparing(Statement::origin, Origin.ORDER);

  private final SourceRanks ranks;

  public Precedence(SourceRanks ranks) {
    this.ranks = ranks;
  }

  @Override
  public int compare(Statement a, Statement b) {
    int byRank = Integer.compare(ranks.of(a.origin().source()), ranks.of(b.origin().source()));
    return byRank != 0 ? byRank : AMONG_EQUALS.compare(a, b);
  }
}
