package org.paperwire.enrich.identity;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.paperwire.bibliography.RecordKey;
import org.paperwire.enrich.matching.BlockKey;
import org.paperwire.enrich.matching.Features;
import org.paperwire.enrich.matching.Verdict;
import org.paperwire.enrich.matching.Verdict.Outcome;

/// Matching for tests: all records meet, and those are one paper, or near each other, that the test
/// names as pairs.
public final class Pairs implements Matching {

  private final Set<Pair> same = new TreeSet<>();
  private final Set<Pair> near = new TreeSet<>();

  public Pairs same(String a, String b) {
    same.add(Pair.of(new RecordKey(a), new RecordKey(b)));
    return this;
  }

  public Pairs near(String a, String b) {
    near.add(Pair.of(new RecordKey(a), new RecordKey(b)));
    return this;
  }

  @Override
  public SortedSet<BlockKey> blocks(Features record) {
    return new TreeSet<>(Collections.singleton(new BlockKey("all:records")));
  }

  @Override
  public String place(Features record, BlockKey block) {
    return record.key().value();
  }

  @Override
  public Verdict compare(Features a, Features b) {
    Pair pair = Pair.of(a.key(), b.key());
    if (same.contains(pair)) {
      return new Verdict(Outcome.LINK, 0.9, "named", List.of());
    }
    return near.contains(pair)
        ? new Verdict(Outcome.NEAR, 0.4, "named", List.of())
        : new Verdict(Outcome.NONE, 0, "named", List.of());
  }

  @Override
  public Optional<String> keepsApart(Features a, Features b) {
    return Optional.empty();
  }
}
