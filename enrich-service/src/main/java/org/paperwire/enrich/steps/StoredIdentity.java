package org.paperwire.enrich.steps;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.paperwire.bibliography.RecordKey;
import org.paperwire.enrich.identity.Cluster;
import org.paperwire.enrich.identity.Decision;
import org.paperwire.enrich.identity.IdentityState;
import org.paperwire.enrich.identity.Known;
import org.paperwire.enrich.identity.Link;
import org.paperwire.enrich.identity.Pair;
import org.paperwire.enrich.mapping.Keys.LinkEnd;
import org.paperwire.enrich.matching.BlockKey;

/// What identity remembers, in state stores. What was looked at last is also at hand in memory: one
/// thread reads and writes both, and a task that is opened again begins with none.
final class StoredIdentity implements IdentityState {

  private static final StringSerializer TEXT = new StringSerializer();

  /// How many records are kept in memory as they are known: about a kilobyte each.
  private static final int RECENT_MAX = 4_096;

  private final Map<RecordKey, Optional<Known>> recent =
      new LinkedHashMap<>(RECENT_MAX, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<RecordKey, Optional<Known>> eldest) {
          return size() > RECENT_MAX;
        }
      };

  private final KeyValueStore<RecordKey, Known> known;
  private final KeyValueStore<LinkEnd, Link> links;
  private final KeyValueStore<RecordKey, SortedMap<RecordKey, Decision>> decisions;
  private final KeyValueStore<RecordKey, Cluster> clusters;
  private final StoredBlocks blocks;

  StoredIdentity(ProcessingContext context) {
    known = Store.KNOWN.open(context);
    links = Store.LINKS.open(context);
    decisions = Store.DECISIONS.open(context);
    clusters = Store.CLUSTERS.open(context);
    blocks = new StoredBlocks(Store.BLOCKS.open(context));
  }

  @Override
  public Optional<Known> known(RecordKey record) {
    return recent.computeIfAbsent(record, key -> Optional.ofNullable(known.get(key)));
  }

  @Override
  public void know(RecordKey record, Known now) {
    known.put(record, now);
    recent.put(record, Optional.of(now));
  }

  @Override
  public SortedMap<RecordKey, Link> links(RecordKey record) {
    var found = new TreeMap<RecordKey, Link>();
    try (var rows = links.prefixScan(LinkEnd.beginning(record), TEXT)) {
      rows.forEachRemaining(row -> found.put(row.key.other(), row.value));
    }
    return found;
  }

  @Override
  public void link(Pair pair, Link link) {
    links.put(new LinkEnd(pair.first(), pair.second()), link);
    links.put(new LinkEnd(pair.second(), pair.first()), link);
  }

  @Override
  public void unlink(Pair pair) {
    links.delete(new LinkEnd(pair.first(), pair.second()));
    links.delete(new LinkEnd(pair.second(), pair.first()));
  }

  @Override
  public SortedMap<RecordKey, Decision> decisions(RecordKey record) {
    return Optional.ofNullable(decisions.get(record)).orElseGet(TreeMap::new);
  }

  @Override
  public void decide(RecordKey record, SortedMap<RecordKey, Decision> now) {
    if (now.isEmpty()) {
      decisions.delete(record);
    } else {
      decisions.put(record, now);
    }
  }

  @Override
  public Optional<Cluster> cluster(RecordKey representative) {
    return Optional.ofNullable(clusters.get(representative));
  }

  @Override
  public void cluster(Cluster cluster) {
    clusters.put(cluster.members().getFirst(), cluster);
  }

  @Override
  public void scatter(RecordKey representative) {
    if (clusters.get(representative) != null) {
      clusters.delete(representative);
    }
  }

  @Override
  public List<RecordKey> before(BlockKey block, String place, int atMost) {
    return blocks.before(block, place, atMost);
  }

  @Override
  public List<RecordKey> after(BlockKey block, String place, int atMost) {
    return blocks.after(block, place, atMost);
  }

  @Override
  public void enter(BlockKey block, String place, RecordKey record) {
    blocks.enter(block, place, record);
  }

  @Override
  public void leave(BlockKey block, String place) {
    blocks.leave(block, place);
  }
}
