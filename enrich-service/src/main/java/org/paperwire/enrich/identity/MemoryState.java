package org.paperwire.enrich.identity;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.paperwire.bibliography.RecordKey;
import org.paperwire.enrich.matching.BlockKey;

/// What identity remembers, in memory: for whoever asks it without stores. For one thread.
public final class MemoryState implements IdentityState {

  final Map<RecordKey, Known> known = new TreeMap<>();
  final Map<RecordKey, SortedMap<RecordKey, Link>> links = new TreeMap<>();
  final Map<RecordKey, SortedMap<RecordKey, Decision>> decisions = new HashMap<>();
  final Map<RecordKey, Cluster> clusters = new TreeMap<>();
  private final Map<BlockKey, NavigableMap<String, RecordKey>> blocks = new HashMap<>();

  /// How many links and records were read or written: what a step costs.
  long accesses;

  /// Whether another one links the same records and holds the same clusters.
  public boolean isLike(MemoryState other) {
    return links.equals(other.links) && clusters.equals(other.clusters);
  }

  @Override
  public Optional<Known> known(RecordKey record) {
    accesses++;
    return Optional.ofNullable(known.get(record));
  }

  @Override
  public void know(RecordKey record, Known now) {
    accesses++;
    known.put(record, now);
  }

  @Override
  public SortedMap<RecordKey, Link> links(RecordKey record) {
    accesses++;
    return links.getOrDefault(record, new TreeMap<>());
  }

  @Override
  public void link(Pair pair, Link link) {
    accesses++;
    links.computeIfAbsent(pair.first(), _ -> new TreeMap<>()).put(pair.second(), link);
    links.computeIfAbsent(pair.second(), _ -> new TreeMap<>()).put(pair.first(), link);
  }

  @Override
  public void unlink(Pair pair) {
    accesses++;
    unlink(pair.first(), pair.second());
    unlink(pair.second(), pair.first());
  }

  private void unlink(RecordKey record, RecordKey other) {
    links.computeIfPresent(
        record,
        (_, others) -> {
          others.remove(other);
          return others.isEmpty() ? null : others;
        });
  }

  @Override
  public SortedMap<RecordKey, Decision> decisions(RecordKey record) {
    return decisions.getOrDefault(record, new TreeMap<>());
  }

  @Override
  public void decide(RecordKey record, SortedMap<RecordKey, Decision> now) {
    decisions.put(record, new TreeMap<>(now));
  }

  @Override
  public Optional<Cluster> cluster(RecordKey representative) {
    return Optional.ofNullable(clusters.get(representative));
  }

  @Override
  public void cluster(Cluster cluster) {
    clusters.put(cluster.representative(), cluster);
  }

  @Override
  public void scatter(RecordKey representative) {
    clusters.remove(representative);
  }

  @Override
  public List<RecordKey> before(BlockKey block, String place, int atMost) {
    return order(block).headMap(place, false).descendingMap().values().stream()
        .limit(atMost)
        .toList();
  }

  @Override
  public List<RecordKey> after(BlockKey block, String place, int atMost) {
    return order(block).tailMap(place, false).values().stream().limit(atMost).toList();
  }

  @Override
  public void enter(BlockKey block, String place, RecordKey record) {
    order(block).put(place, record);
  }

  @Override
  public void leave(BlockKey block, String place) {
    order(block).remove(place);
  }

  private NavigableMap<String, RecordKey> order(BlockKey block) {
    return blocks.computeIfAbsent(block, _ -> new TreeMap<>());
  }
}
