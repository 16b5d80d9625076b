package org.paperwire.enrich.records;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Everything that is known under one record key: of each origin its strongest statement, of each
/// counter its newest count.
///
/// [Joining#join] is the least upper bound of two records: commutative, associative, idempotent.
///
/// @param statements the strongest first, one an origin, at most [#STATEMENTS_MAX]
/// @param counts sorted by counter, at most [#COUNTERS_MAX]
/// @param firstReceivedAt when the first sighting was taken in, those since replaced included
public record WorkRecord(
    List<Statement> statements, List<Count> counts, Optional<Instant> firstReceivedAt) {

  /// How many statements a record keeps, the strongest. A page that shows one paper every hour
  /// makes a statement an hour; the weakest of a thousand decides nothing.
  public static final int STATEMENTS_MAX = 1_000;

  /// How many counters a record keeps, the first in their order.
  public static final int COUNTERS_MAX = 200;

  /// Nothing known yet.
  public static final WorkRecord EMPTY = new WorkRecord(List.of(), List.of(), Optional.empty());

  public WorkRecord {
    statements = List.copyOf(statements);
    counts = List.copyOf(counts);
  }

  /// A record of which one sighting is known.
  public static WorkRecord of(Statement statement, Instant receivedAt) {
    return new WorkRecord(List.of(statement), List.of(), Optional.of(receivedAt));
  }

  /// A record of which one count is known.
  public static WorkRecord of(Count count) {
    return new WorkRecord(List.of(), List.of(count), Optional.empty());
  }

  /// Whether any source has described it: counts alone make no paper.
  public boolean isDescribed() {
    return !statements.isEmpty();
  }

  /// About how many characters it takes to keep, each distinct content counted once.
  public int length() {
    Set<String> contents = new HashSet<>();
    int length = 0;
    for (Statement statement : statements) {
      length += 120 + statement.origin().sourceId().map(String::length).orElse(0);
      if (contents.add(statement.contentHash())) {
        length += statement.content().length() + 60;
      }
    }
    return length + 60 * counts.size();
  }

  /// How records are joined, under an order of precedence.
  public record Joining(Comparator<Statement> precedence) {

    /// What is known when both are.
    ///
    /// Keeping the strongest thousand is still a join: an origin's statement is only ever replaced
    /// by a stronger one, so what falls below the thousandth once can never come back above it.
    public WorkRecord join(WorkRecord a, WorkRecord b) {
      return new WorkRecord(
          strongest(a.statements, b.statements),
          newest(a.counts, b.counts),
          Stream.of(a.firstReceivedAt, b.firstReceivedAt)
              .flatMap(Optional::stream)
              .min(Comparator.naturalOrder()));
    }

    private List<Statement> strongest(Collection<Statement> a, Collection<Statement> b) {
      Map<Origin, Statement> byOrigin = new HashMap<>();
      Stream.concat(a.stream(), b.stream())
          .forEach(
              statement ->
                  byOrigin.merge(statement.origin().identity(), statement, this::stronger));
      return byOrigin.values().stream()
          .sorted(precedence.reversed())
          .limit(STATEMENTS_MAX)
          .toList();
    }

    private Statement stronger(Statement a, Statement b) {
      return precedence.compare(a, b) >= 0 ? a : b;
    }

    private static List<Count> newest(Collection<Count> a, Collection<Count> b) {
      var byCounter = new TreeMap<Count.Counter, Count>();
      Stream.concat(a.stream(), b.stream())
          .forEach(count -> byCounter.merge(count.of(), count, Count::newest));
      return byCounter.values().stream().limit(COUNTERS_MAX).toList();
    }
  }

  /// The distinct contents, by hash, in the order of the statements.
  public SequencedMap<String, Content> contents() {
    var contents = new LinkedHashMap<String, Content>();
    statements.forEach(
        statement -> contents.putIfAbsent(statement.contentHash(), statement.content()));
    return contents;
  }
}
