package org.paperwire.enrich.records;

import java.util.Comparator;
import java.util.Optional;

/// The order of what may be absent: nothing comes before anything.
public final class Absent {

  private Absent() {}

  /// Absent values first, then those present in their natural order.
  public static <T extends Comparable<? super T>> Comparator<Optional<T>> first() {
    return (a, b) -> {
      if (a.isPresent() && b.isPresent()) {
        return a.get().compareTo(b.get());
      }
      return Boolean.compare(a.isPresent(), b.isPresent());
    };
  }
}
