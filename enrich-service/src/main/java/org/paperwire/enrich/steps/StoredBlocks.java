package org.paperwire.enrich.steps;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.paperwire.bibliography.RecordKey;
import org.paperwire.enrich.mapping.Keys.BlockPlace;
import org.paperwire.enrich.matching.BlockKey;

/// The order of each block, in a state store; those looked at last also in memory.
///
/// A record that changes its title leaves all its blocks and enters them elsewhere, and looks
/// around each time. In the store every look is a cursor over rows that are to be decoded, and over
/// those deleted before.
final class StoredBlocks {

  /// A larger block is not kept in memory.
  private static final int BLOCK_MAX = 1_000;

  /// How many rows are kept in memory: some 200 bytes each.
  private static final int ROWS_MAX = 50_000;

  private final KeyValueStore<BlockPlace, RecordKey> store;

  /// Whole blocks, the one looked at last at the end; empty for one that is too large.
  private final Map<BlockKey, Optional<NavigableMap<String, RecordKey>>> recent =
      new LinkedHashMap<>(1_024, 0.75f, true);

  private int rows;

  StoredBlocks(KeyValueStore<BlockPlace, RecordKey> store) {
    this.store = store;
  }

  List<RecordKey> before(BlockKey block, String place, int atMost) {
    return recent(block)
        .map(whole -> nearest(whole.headMap(place, false).descendingMap(), atMost))
        .orElseGet(
            () ->
                nearest(
                    store.reverseRange(BlockPlace.first(block), new BlockPlace(block, place)),
                    place,
                    atMost));
  }

  List<RecordKey> after(BlockKey block, String place, int atMost) {
    return recent(block)
        .map(whole -> nearest(whole.tailMap(place, false), atMost))
        .orElseGet(
            () ->
                nearest(
                    store.range(new BlockPlace(block, place), BlockPlace.last(block)),
                    place,
                    atMost));
  }

  void enter(BlockKey block, String place, RecordKey record) {
    store.put(new BlockPlace(block, place), record);
    Optional<NavigableMap<String, RecordKey>> whole = recent.get(block);
    if (whole != null && whole.isPresent() && whole.get().put(place, record) == null) {
      rows++;
      if (whole.get().size() > BLOCK_MAX) {
        rows -= whole.get().size();
        recent.put(block, Optional.empty());
      }
    }
  }

  void leave(BlockKey block, String place) {
    store.delete(new BlockPlace(block, place));
    Optional<NavigableMap<String, RecordKey>> whole = recent.get(block);
    if (whole != null && whole.isPresent() && whole.get().remove(place) != null) {
      rows--;
    }
  }

  private Optional<NavigableMap<String, RecordKey>> recent(BlockKey block) {
    Optional<NavigableMap<String, RecordKey>> known = recent.get(block);
    if (known != null) {
      return known;
    }
    Optional<NavigableMap<String, RecordKey>> whole = read(block);
    recent.put(block, whole);
    rows += 1 + whole.map(Map::size).orElse(0);
    forgetTheOldest();
    return whole;
  }

  private Optional<NavigableMap<String, RecordKey>> read(BlockKey block) {
    var whole = new TreeMap<String, RecordKey>();
    try (var all = store.range(BlockPlace.first(block), BlockPlace.last(block))) {
      while (all.hasNext()) {
        var next = all.next();
        whole.put(next.key.place(), next.value);
        if (whole.size() > BLOCK_MAX) {
          return Optional.empty();
        }
      }
    }
    return Optional.of(whole);
  }

  private void forgetTheOldest() {
    var oldest = recent.values().iterator();
    while (rows > ROWS_MAX && recent.size() > 1) {
      rows -= 1 + oldest.next().map(Map::size).orElse(0);
      oldest.remove();
    }
  }

  private static List<RecordKey> nearest(NavigableMap<String, RecordKey> from, int atMost) {
    return from.values().stream().limit(atMost).toList();
  }

  private static List<RecordKey> nearest(
      KeyValueIterator<BlockPlace, RecordKey> from, String place, int atMost) {
    var nearest = new ArrayList<RecordKey>();
    try (from) {
      while (nearest.size() < atMost && from.hasNext()) {
        var next = from.next();
        if (!next.key.place().equals(place)) {
          nearest.add(next.value);
        }
      }
    }
    return nearest;
  }
}
