package org.paperwire.enrich.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.paperwire.bibliography.RecordKey;

/// A resolver for tests: joins pairs of records that the test names, as soon as both are there, and
/// takes them apart again when it no longer names them.
public final class Pairs implements Resolver {

  private final Map<RecordKey, RecordKey> pairs = new TreeMap<>();

  public Pairs same(String a, String b) {
    pairs.put(new RecordKey(a), new RecordKey(b));
    pairs.put(new RecordKey(b), new RecordKey(a));
    return this;
  }

  public Pairs different(String a, String b) {
    pairs.remove(new RecordKey(a));
    pairs.remove(new RecordKey(b));
    return this;
  }

  @Override
  public List<Membership> on(RecordChanged changed, Memberships before) {
    RecordKey record = changed.record();
    List<RecordKey> together = new ArrayList<>(List.of(record));
    RecordKey other = pairs.get(record);
    if (other != null && before.of(other).isPresent()) {
      together.add(other);
    }
    together.sort(null);
    Membership last = before.of(record).orElse(null);
    if (last != null && last.members().equals(together)) {
      return List.of(Membership.of(record, changed.version(), together, last.epoch()));
    }
    var concerned = new ArrayList<>(together);
    if (last != null) {
      last.members().stream().filter(key -> !concerned.contains(key)).forEach(concerned::add);
    }
    long epoch =
        1
            + concerned.stream()
                .flatMap(key -> before.of(key).stream())
                .mapToLong(Membership::epoch)
                .max()
                .orElse(0);
    var answers = new ArrayList<Membership>();
    for (RecordKey key : concerned) {
      long version =
          key.equals(record) ? changed.version() : before.of(key).orElseThrow().recordVersion();
      answers.add(
          Membership.of(key, version, together.contains(key) ? together : List.of(key), epoch));
    }
    return answers;
  }
}
