package org.paperwire.enrich.steps;

import java.util.Map;
import java.util.SortedMap;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.paperwire.bibliography.PaperId;
import org.paperwire.bibliography.RecordKey;
import org.paperwire.enrich.attaching.Standing;
import org.paperwire.enrich.changes.Edition;
import org.paperwire.enrich.identity.Cluster;
import org.paperwire.enrich.identity.Decision;
import org.paperwire.enrich.identity.Known;
import org.paperwire.enrich.identity.Link;
import org.paperwire.enrich.mapping.AttachmentMapping;
import org.paperwire.enrich.mapping.IdentityMapping;
import org.paperwire.enrich.mapping.Keys;
import org.paperwire.enrich.mapping.PaperMapping;
import org.paperwire.enrich.mapping.RecordMapping;
import org.paperwire.enrich.records.Versioned;
import org.paperwire.enrich.records.Versions;

/// The state stores of this service: what each is called and holds. No other place says a store's
/// name.
///
/// @param name also that of its changelog
public record Store<K, V>(String name, Serde<K> keys, Serde<V> values) {

  /// Everything known of each record.
  public static final Store<RecordKey, Versions> RECORDS =
      new Store<>("records", Keys.records(), RecordMapping.versions());

  /// What identity knows of each record.
  public static final Store<RecordKey, Known> KNOWN =
      new Store<>("known", Keys.records(), IdentityMapping.known());

  /// The order of each block: who stands where.
  public static final Store<Keys.BlockPlace, RecordKey> BLOCKS =
      new Store<>("blocks", Keys.blockPlaces(), Keys.records());

  /// Whom each record is alike, a row for each.
  public static final Store<Keys.LinkEnd, Link> LINKS =
      new Store<>("links", Keys.linkEnds(), IdentityMapping.links());

  /// What people decided about each record and others.
  public static final Store<RecordKey, SortedMap<RecordKey, Decision>> DECISIONS =
      new Store<>("decisions", Keys.records(), IdentityMapping.decisions());

  /// The cluster of each representative that is not plainly alone.
  public static final Store<RecordKey, Cluster> CLUSTERS =
      new Store<>("clusters", Keys.records(), IdentityMapping.clusters());

  /// The paper that each record was last attached to.
  public static final Store<RecordKey, PaperId> PLACES =
      new Store<>("places", Keys.records(), AttachmentMapping.places());

  /// What each member last told its paper.
  public static final Store<Keys.MemberKey, Versioned> MEMBERS =
      new Store<>("members", Keys.members(), RecordMapping.serde());

  /// What each paper knows of its members.
  public static final Store<PaperId, Standing> STANDINGS =
      new Store<>("standings", Keys.papers(), AttachmentMapping.standings());

  /// Each paper as it was last published.
  public static final Store<PaperId, Edition> PAPERS =
      new Store<>("papers", Keys.papers(), PaperMapping.serde());

  /// Makes the store: on disk, every change logged, nothing held back in a cache (a cache would
  /// swallow steps between commits, and what comes out would depend on when they happen).
  public StoreBuilder<KeyValueStore<K, V>> builder() {
    return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), keys, values)
        .withLoggingEnabled(Map.of())
        .withCachingDisabled();
  }

  /// Opens it for a step that it is connected to.
  KeyValueStore<K, V> open(ProcessingContext context) {
    return context.getStateStore(name);
  }
}
