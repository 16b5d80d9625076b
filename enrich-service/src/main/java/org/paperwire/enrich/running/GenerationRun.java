package org.paperwire.enrich.running;

import java.util.Optional;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;
import org.paperwire.enrich.fences.FenceKeeper;
import org.paperwire.enrich.fences.Stages;
import org.paperwire.topics.EnrichmentGeneration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One generation, as it runs in this process: its topology and its fences.
final class GenerationRun implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(GenerationRun.class);

  private final EnrichmentGeneration generation;
  private final Workbench bench;
  private final StreamsRun run;
  private final FenceKeeper fences;
  private boolean processing;

  /// Written by whichever thread starts it, read by whoever shows the meters.
  private volatile @Nullable KafkaStreams streams;

  private volatile boolean measured;

  GenerationRun(EnrichmentGeneration generation, Workbench bench) {
    this.generation = generation;
    this.bench = bench;
    this.run =
        new StreamsRun(
            () -> bench.topology(generation),
            bench.settings(generation),
            bench.clock(),
            this::started);
    this.fences =
        new FenceKeeper(
            generation.name(),
            generation.applicationId(),
            Stages.of(bench.topology(generation).describe()),
            bench.kafka(),
            bench.serdes(),
            bench.clock());
  }

  private void started(KafkaStreams now) {
    streams = now;
    if (measured) {
      StreamsMeters.bind(now, bench.meters());
    }
  }

  /// Joins its group and opens its stores, and processes nothing.
  GenerationRun opened() {
    run.start();
    return this;
  }

  /// Lets it process, unless it does.
  void process() {
    if (!processing) {
      processing = true;
      fences.start();
      run.process();
      LOG.info("the enrichment {} starts", generation);
    }
  }

  /// The meters of the process are of this run from now on.
  void measure() {
    measured = true;
    KafkaStreams now = streams;
    if (now != null) {
      StreamsMeters.bind(now, bench.meters());
    }
  }

  boolean isProcessing() {
    return run.isProcessing();
  }

  String state() {
    return run.state().map(Enum::name).orElse("WAITING");
  }

  Optional<String> failure() {
    return run.failure();
  }

  /// Ends it, committing what it has done.
  @Override
  public void close() {
    fences.close();
    run.close();
    LOG.info("the enrichment {} has stopped", generation);
  }
}
