package org.paperwire.enrich.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.serialization.Serde;
import org.paperwire.bibliography.PaperId;
import org.paperwire.bibliography.RecordKey;
import org.paperwire.enrich.identity.Cluster;
import org.paperwire.enrich.identity.Crowd;
import org.paperwire.enrich.identity.Decided;
import org.paperwire.enrich.identity.Decision;
import org.paperwire.enrich.identity.Known;
import org.paperwire.enrich.identity.Link;
import org.paperwire.enrich.identity.Matter;
import org.paperwire.enrich.identity.Membership;
import org.paperwire.enrich.identity.Pair;
import org.paperwire.enrich.identity.RecordChanged;
import org.paperwire.enrich.identity.Tie;
import org.paperwire.enrich.matching.BlockKey;
import org.paperwire.enrich.stored.StoredCluster;
import org.paperwire.enrich.stored.StoredDecision;
import org.paperwire.enrich.stored.StoredDecisions;
import org.paperwire.enrich.stored.StoredKnown;
import org.paperwire.enrich.stored.StoredLink;
import org.paperwire.enrich.stored.StoredMatter;
import org.paperwire.enrich.stored.StoredMembership;
import org.paperwire.enrich.stored.StoredTie;
import org.paperwire.serdes.StoreSerde;

/// What identity is told, what it remembers, and what it answers. Enumerations are stored by their
/// number: their order is part of the format.
public final class IdentityMapping {

  private IdentityMapping() {}

  /// The serde of what identity is told.
  public static Serde<Matter> matters() {
    return MappedSerde.of(
        StoreSerde.of(StoredMatter.class), IdentityMapping::stored, IdentityMapping::domain);
  }

  private static StoredMatter stored(Matter matter) {
    return switch (matter) {
      case RecordChanged(long version, var features) ->
          new StoredMatter(version, FeaturesMapping.stored(features), null, null, null);
      case Decided(var pair, var decision) ->
          new StoredMatter(
              0L,
              null,
              pair.first().value(),
              pair.second().value(),
              decision.map(said -> stored(pair.second(), said)).orElse(null));
    };
  }

  private static Matter domain(StoredMatter stored) {
    return stored.getFeatures() != null
        ? new RecordChanged(stored.getVersion(), FeaturesMapping.domain(stored.getFeatures()))
        : new Decided(
            new Pair(new RecordKey(stored.getRecord()), new RecordKey(stored.getOther())),
            Optional.ofNullable(stored.getDecision()).map(IdentityMapping::domain));
  }

  /// The serde of what identity knows of records.
  public static Serde<Known> known() {
    return MappedSerde.of(
        StoreSerde.of(StoredKnown.class),
        known ->
            new StoredKnown(
                FeaturesMapping.stored(known.features()),
                known.representative().value(),
                known.crowd().ordinal()),
        stored ->
            new Known(
                FeaturesMapping.domain(stored.getFeatures()),
                new RecordKey(stored.getRepresentative()),
                Crowd.values()[stored.getCrowd()]));
  }

  /// The serde of links.
  public static Serde<Link> links() {
    return MappedSerde.of(
        StoreSerde.of(StoredLink.class), IdentityMapping::stored, IdentityMapping::domain);
  }

  private static StoredLink stored(Link link) {
    return new StoredLink(
        link.kind().ordinal(), link.score(), link.blocks().stream().map(BlockKey::value).toList());
  }

  private static Link domain(StoredLink stored) {
    var blocks = new TreeSet<BlockKey>();
    stored.getBlocks().forEach(block -> blocks.add(new BlockKey(block)));
    return new Link(Link.Kind.values()[stored.getKind()], stored.getScore(), blocks);
  }

  /// The serde of what people decided about a record and others.
  public static Serde<SortedMap<RecordKey, Decision>> decisions() {
    return MappedSerde.of(
        StoreSerde.of(StoredDecisions.class),
        decisions -> {
          var stored = new ArrayList<StoredDecision>();
          decisions.forEach((other, decision) -> stored.add(stored(other, decision)));
          return new StoredDecisions(stored);
        },
        stored -> {
          var decisions = new TreeMap<RecordKey, Decision>();
          stored
              .getDecisions()
              .forEach(said -> decisions.put(new RecordKey(said.getOther()), domain(said)));
          return decisions;
        });
  }

  private static StoredDecision stored(RecordKey other, Decision decision) {
    return new StoredDecision(
        other.value(), decision.isSame(), decision.by(), decision.why().orElse(null));
  }

  private static Decision domain(StoredDecision stored) {
    return new Decision(stored.getSame(), stored.getBy(), Optional.ofNullable(stored.getWhy()));
  }

  /// The serde of clusters.
  public static Serde<Cluster> clusters() {
    return MappedSerde.of(
        StoreSerde.of(StoredCluster.class), IdentityMapping::stored, IdentityMapping::domain);
  }

  static StoredCluster stored(Cluster cluster) {
    return new StoredCluster(
        texts(cluster.members()),
        cluster.related().stream().map(PaperId::value).toList(),
        cluster.ties().stream().map(IdentityMapping::stored).toList());
  }

  static Cluster domain(StoredCluster stored) {
    return new Cluster(
        keys(stored.getMembers()),
        stored.getRelated().stream().map(PaperId::new).toList(),
        stored.getTies().stream().map(IdentityMapping::domain).toList());
  }

  private static StoredTie stored(Tie tie) {
    return new StoredTie(
        tie.pair().first().value(),
        tie.pair().second().value(),
        tie.kind().ordinal(),
        tie.rule(),
        tie.score(),
        tie.reasons());
  }

  private static Tie domain(StoredTie stored) {
    return new Tie(
        new Pair(new RecordKey(stored.getRecord()), new RecordKey(stored.getOther())),
        Tie.Kind.values()[stored.getKind()],
        stored.getRule(),
        stored.getScore(),
        stored.getReasons());
  }

  /// The serde of identity's answers.
  public static Serde<Membership> memberships() {
    return MappedSerde.of(
        StoreSerde.of(StoredMembership.class),
        membership ->
            new StoredMembership(
                membership.record().value(),
                membership.version(),
                stored(membership.cluster()),
                membership.epoch()),
        stored ->
            new Membership(
                new RecordKey(stored.getRecordKey()),
                stored.getVersion(),
                domain(stored.getCluster()),
                stored.getEpoch()));
  }

  static List<String> texts(List<RecordKey> keys) {
    return keys.stream().map(RecordKey::value).toList();
  }

  static List<RecordKey> keys(List<String> texts) {
    return texts.stream().map(RecordKey::new).toList();
  }
}
