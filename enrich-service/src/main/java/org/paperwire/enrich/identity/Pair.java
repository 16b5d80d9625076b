package org.paperwire.enrich.identity;

import java.util.Comparator;
import org.paperwire.bibliography.RecordKey;

/// Two records.
///
/// @param first the smaller key
/// @param second the other
public record Pair(RecordKey first, RecordKey second) implements Comparable<Pair> {

  private static final Comparator<Pair> ORDER =
      Comparator.comparing(Pair::first).thenComparing(Pair::second);

  /// Refuses a record with itself, and the wrong order.
  public Pair {
    if (first.compareTo(second) >= 0) {
      throw new IllegalArgumentException(first + " does not come before " + second);
    }
  }

  /// The pair of two different records, in whatever order.
  public static Pair of(RecordKey a, RecordKey b) {
    return a.compareTo(b) < 0 ? new Pair(a, b) : new Pair(b, a);
  }

  /// Whether `record` is one of both.
  public boolean has(RecordKey record) {
    return first.equals(record) || second.equals(record);
  }

  /// The one that is not `record`.
  public RecordKey other(RecordKey record) {
    return record.equals(first) ? second : first;
  }

  @Override
  public int compareTo(Pair other) {
    return ORDER.compare(this, other);
  }
}
