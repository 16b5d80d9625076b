package org.paperwire.enrich.running;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.paperwire.topics.EnrichmentGeneration;
import org.paperwire.topics.SchemaDeployment;
import org.paperwire.topics.TopicDeployment;

/// The generations that run in this process: what serves, and for a while another beside it. They
/// share one cache of state and nothing else.
final class GenerationRuns implements AutoCloseable {

  private final Workbench bench;

  // Guarded by this.
  private final SortedMap<EnrichmentGeneration, GenerationRun> runs = new TreeMap<>();
  private boolean closed;

  GenerationRuns(Workbench bench) {
    this.bench = bench;
  }

  /// Opens a generation that is probably to run, so that it is ready sooner.
  void open(EnrichmentGeneration generation) {
    running(generation);
  }

  private synchronized Optional<GenerationRun> running(EnrichmentGeneration generation) {
    return closed
        ? Optional.empty()
        : Optional.of(
            runs.computeIfAbsent(generation, of -> new GenerationRun(of, bench).opened()));
  }

  /// Runs these and no others.
  ///
  /// @throws KafkaException when broker or registry do not answer; trying again may help
  void runOnly(Set<EnrichmentGeneration> wanted) throws InterruptedException {
    for (EnrichmentGeneration other : known()) {
      if (!wanted.contains(other)) {
        end(other);
      }
    }
    for (EnrichmentGeneration generation : wanted) {
      deploy(generation);
      running(generation).ifPresent(GenerationRun::process);
    }
  }

  private synchronized Set<EnrichmentGeneration> known() {
    return Set.copyOf(runs.keySet());
  }

  private void end(EnrichmentGeneration generation) {
    GenerationRun run;
    synchronized (this) {
      run = runs.remove(generation);
    }
    if (run != null) {
      run.close();
    }
  }

  /// Topics and schemas of a generation behind the first are made with it.
  private void deploy(EnrichmentGeneration generation) throws InterruptedException {
    if (generation.equals(EnrichmentGeneration.FIRST) || isProcessing(generation)) {
      return;
    }
    try (Admin admin = Admin.create(bench.kafka().admin("paperwire-generations-deployment"))) {
      TopicDeployment.deploy(admin, bench.cluster(), generation.outputs());
      SchemaDeployment.deploy(bench.serdes().registry(), generation.outputs());
      bench.serdes().warm(generation.outputs());
    } catch (IOException | RestClientException e) {
      throw new KafkaException("the schemas of " + generation + " cannot be deployed", e);
    }
  }

  /// Whether all that is to run does.
  synchronized boolean isProcessing() {
    return runs.values().stream().allMatch(GenerationRun::isProcessing);
  }

  private boolean isProcessing(EnrichmentGeneration generation) {
    return of(generation).filter(GenerationRun::isProcessing).isPresent();
  }

  synchronized Optional<GenerationRun> of(EnrichmentGeneration generation) {
    return Optional.ofNullable(runs.get(generation));
  }

  /// Stops all of them.
  @Override
  public void close() {
    Map<EnrichmentGeneration, GenerationRun> last;
    synchronized (this) {
      closed = true;
      last = Map.copyOf(runs);
      runs.clear();
    }
    last.values().forEach(GenerationRun::close);
  }
}
