package org.paperwire.enrich.records;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A record as it now is, and as it was since identity last answered for it. Answers come later
/// than changes; each attaches the version that it is about, so that what follows from a record
/// does not depend on how far behind the answers are.
///
/// @param now the newest version
/// @param earlier those before it that an answer may still be about, the oldest first: the one that
///   was answered last, and what came after it. Bounded: at most [#EARLIER_MAX], and altogether no
///   more than [Versioned#LENGTH_MAX] with the newest; of what is left out, the next newer version
///   stands in
public record Versions(Versioned now, List<Versioned> earlier) {

  /// A record that nobody has spoken of.
  public static final Versions UNKNOWN = new Versions(Versioned.UNKNOWN, List.of());

  /// How many versions are kept beside the newest.
  public static final int EARLIER_MAX = 20;

  public Versions {
    earlier = List.copyOf(earlier);
  }

  /// After something was heard; empty when that changes nothing.
  ///
  /// @throws Unprocessable when it would be more than a record may hold
  public Optional<Versions> with(WorkRecord added, WorkRecord.Joining joining) {
    return now.with(added, joining)
        .map(next -> new Versions(next, now.record().isDescribed() ? kept(next) : earlier));
  }

  private List<Versioned> kept(Versioned next) {
    var kept = new ArrayList<>(earlier);
    kept.add(now);
    int length = next.record().length();
    int from = kept.size();
    while (from > 0 && kept.size() - from < EARLIER_MAX) {
      length += kept.get(from - 1).record().length();
      if (length > Versioned.LENGTH_MAX) {
        break;
      }
      from--;
    }
    return kept.subList(from, kept.size());
  }

  /// The record as an answer is about it.
  ///
  /// @param version that identity was told; of one that is left out the next newer one, so that 0
  ///   stands for the one that was answered last
  public Versioned at(long version) {
    return Stream.concat(earlier.stream(), Stream.of(now))
        .filter(each -> each.version() >= version)
        .findFirst()
        .orElse(now);
  }

  /// After an answer, when that ends what an older version was kept for: no later answer is about
  /// anything older.
  public Optional<Versions> answered(long version) {
    List<Versioned> left = earlier.stream().filter(each -> each.version() >= version).toList();
    return left.size() == earlier.size() ? Optional.empty() : Optional.of(new Versions(now, left));
  }
}
