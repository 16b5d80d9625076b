package org.paperwire.enrich.running;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.paperwire.enrich.Logic;
import org.paperwire.enrich.PaperTopology;
import org.paperwire.enrich.failures.DeadLetters;
import org.paperwire.enrich.identity.Matching;
import org.paperwire.enrich.records.SourceRanks;
import org.paperwire.enrich.tagging.Tag;
import org.paperwire.enrich.tagging.Taggable;
import org.paperwire.platform.KafkaSettings;
import org.paperwire.serdes.RegistrySerdes;
import org.paperwire.topics.Cluster;
import org.paperwire.topics.EnrichmentGeneration;

/// What every generation is run with in this process.
///
/// @param state the folder that their stores lie in
/// @param tagger asked once papers are made, not before
record Workbench(
    EnrichSettings enrich,
    KafkaSettings kafka,
    Cluster cluster,
    Path state,
    RegistrySerdes serdes,
    DeadLetters letters,
    Function<Taggable, List<Tag>> tagger,
    MeterRegistry meters,
    InstantSource clock) {

  Map<String, Object> settings(EnrichmentGeneration generation) {
    return StreamsSettings.of(enrich.of(generation), kafka, cluster, state, letters);
  }

  Topology topology(EnrichmentGeneration generation) {
    return new PaperTopology(
            SourceRanks.standard(),
            Matching::standard,
            tagger,
            serdes,
            cluster.partitions(),
            generation)
        .build(new StreamsConfig(settings(generation)));
  }

  /// The logic of this process.
  Logic logic(List<Path> taxonomies) {
    return Logic.of(topology(EnrichmentGeneration.FIRST).describe().toString(), taxonomies);
  }
}
