package org.paperwire.enrich;

import static org.paperwire.enrich.steps.Store.BLOCKS;
import static org.paperwire.enrich.steps.Store.CLUSTERS;
import static org.paperwire.enrich.steps.Store.DECISIONS;
import static org.paperwire.enrich.steps.Store.KNOWN;
import static org.paperwire.enrich.steps.Store.LINKS;
import static org.paperwire.enrich.steps.Store.MEMBERS;
import static org.paperwire.enrich.steps.Store.PAPERS;
import static org.paperwire.enrich.steps.Store.PLACES;
import static org.paperwire.enrich.steps.Store.RECORDS;
import static org.paperwire.enrich.steps.Store.STANDINGS;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.paperwire.avro.PaperChange;
import org.paperwire.enrich.identity.Matching;
import org.paperwire.enrich.mapping.AttachmentMapping;
import org.paperwire.enrich.mapping.ChangeMapping;
import org.paperwire.enrich.mapping.DecisionMapping;
import org.paperwire.enrich.mapping.HeardMapping;
import org.paperwire.enrich.mapping.IdentityMapping;
import org.paperwire.enrich.mapping.Keys;
import org.paperwire.enrich.merging.Merging;
import org.paperwire.enrich.records.Precedence;
import org.paperwire.enrich.records.SourceRanks;
import org.paperwire.enrich.records.WorkRecord;
import org.paperwire.enrich.steps.AttachStep;
import org.paperwire.enrich.steps.IdentityStep;
import org.paperwire.enrich.steps.PapersStep;
import org.paperwire.enrich.steps.RecordsStep;
import org.paperwire.enrich.steps.Store;
import org.paperwire.enrich.tagging.Tag;
import org.paperwire.enrich.tagging.Taggable;
import org.paperwire.serdes.RegistrySerdes;
import org.paperwire.topics.EnrichmentGeneration;
import org.paperwire.topics.Topics;

/// From sightings and signals to papers and their changes.
///
/// ```
/// sightings ─┐
/// signals  ──┴▶ records ──▶ identity ─▶ attach ─▶ papers ─┬▶ papers
/// decisions ───────────▶    one         by record  by     └▶ changes
///               by record   partition   key        paper id
///               key
/// ```
///
/// Nothing here reads a clock, a network or a configuration; nothing flows back to where it came
/// from; nothing is held until some time has passed. What comes out is a function of what went in,
/// and whoever has waited for each arrow in turn has seen all of it.
///
/// @param ranks whose word counts
/// @param matching whether two records are one paper
/// @param tagger the tags of a paper
/// @param serdes of the public topics
/// @param partitions of the source topics, and so of everything keyed by record; also of papers
/// @param generation whose papers and changes come out
public record PaperTopology(
    SourceRanks ranks,
    Supplier<Matching> matching,
    Function<Taggable, List<Tag>> tagger,
    RegistrySerdes serdes,
    int partitions,
    EnrichmentGeneration generation) {

  /// The topology of the first generation.
  public PaperTopology(
      SourceRanks ranks,
      Supplier<Matching> matching,
      Function<Taggable, List<Tag>> tagger,
      RegistrySerdes serdes,
      int partitions) {
    this(ranks, matching, tagger, serdes, partitions, EnrichmentGeneration.FIRST);
  }

  /// The topology, whose steps, stores and topics are all named here.
  ///
  /// @param config that it will run with; the builder refuses generated names only when told so
  ///   here
  public Topology build(StreamsConfig config) {
    var builder = new StreamsBuilder(new TopologyConfig(config));
    Stream.of(
            RECORDS, KNOWN, BLOCKS, LINKS, DECISIONS, CLUSTERS, PLACES, MEMBERS, STANDINGS, PAPERS)
        .map(Store::builder)
        .forEach(builder::addStateStore);
    var precedence = new Precedence(ranks);

    var sightings =
        builder.stream(
            Topics.SIGHTINGS.name(),
            Consumed.with(Keys.heard(), HeardMapping.sightings(serdes)).withName("sightings"));
    var signals =
        builder.stream(
            Topics.SIGNALS.name(),
            Consumed.with(Keys.heard(), HeardMapping.signals(serdes)).withName("signals"));

    var changed =
        sightings
            .merge(signals, Named.as("heard"))
            .process(
                RecordsStep.joining(new WorkRecord.Joining(precedence)),
                Named.as("records"),
                RECORDS.name());

    var decided =
        builder.stream(
            Topics.DECISIONS.name(),
            Consumed.with(Keys.matters(), DecisionMapping.decisions(serdes)).withName("decisions"));

    var answers =
        through(
                changed.merge(decided, Named.as("told")),
                "matters",
                Keys.matters(),
                IdentityMapping.matters(),
                1)
            .process(
                IdentityStep.asking(matching),
                Named.as("identity"),
                KNOWN.name(),
                BLOCKS.name(),
                LINKS.name(),
                DECISIONS.name(),
                CLUSTERS.name());

    var attached =
        through(answers, "answers", Keys.records(), IdentityMapping.memberships(), partitions)
            .process(AttachStep.attaching(), Named.as("attach"), RECORDS.name(), PLACES.name());

    var changes =
        through(attached, "attachments", Keys.papers(), AttachmentMapping.attachments(), partitions)
            .process(
                PapersStep.merging(new Merging(precedence), tagger),
                Named.as("papers"),
                MEMBERS.name(),
                STANDINGS.name(),
                PAPERS.name())
            .mapValues(ChangeMapping::published, Named.as("change"));

    changes.to(
        generation.topic(Topics.CHANGES).name(),
        Produced.with(Keys.papers(), serdes.values(Topics.CHANGES)).withName("to-changes"));
    changes
        .mapValues(PaperChange::getPaper, Named.as("paper"))
        .to(
            generation.topic(Topics.PAPERS).name(),
            Produced.with(Keys.papers(), serdes.values(Topics.PAPERS)).withName("to-papers"));
    return builder.build();
  }

  /// A change of key is always a topic of its own, named and sized here: without one a key would
  /// silently be spread over tasks.
  private static <K, V> KStream<K, V> through(
      KStream<K, V> stream, String name, Serde<K> keys, Serde<V> values, int partitions) {
    return stream.repartition(
        Repartitioned.<K, V>as(name)
            .withKeySerde(keys)
            .withValueSerde(values)
            .withNumberOfPartitions(partitions));
  }
}
