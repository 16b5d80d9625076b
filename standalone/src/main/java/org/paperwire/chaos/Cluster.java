package org.paperwire.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.paperwire.client.Server;
import org.paperwire.platform.KafkaSettings;
import org.paperwire.topics.EnrichmentGeneration;

/// A Paperwire of several parts, which can be hurt one by one.
sealed interface Cluster extends AutoCloseable permits Processes, Containers {

  /// Until a part is up that was started: several start at once.
  Duration START_MAX = Duration.ofMinutes(5);

  Duration LOOK = Duration.ofMillis(100);

  KafkaSettings kafka();

  /// The Confluent-compatible address.
  String registryAddress();

  /// Where papers are sent. The caller closes it.
  Server ingestServer();

  /// Whom readers ask; where one does not answer, they ask the next.
  List<Server> doors();

  /// Each query replica by itself.
  List<Server> replicas();

  List<? extends Part> parts();

  /// What can happen here.
  Fault.Targets targets();

  /// Ends everything that computes: what is compared in the end stays, and gets the processors.
  void rest() throws IOException, InterruptedException;

  default Part part(String name) {
    return parts().stream().filter(part -> part.name().equals(name)).findFirst().orElseThrow();
  }

  /// Waits until these do what they are there for.
  default void awaitUp(List<? extends Part> waitedFor) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START_MAX.toNanos();
    for (Part part : waitedFor) {
      while (!part.isUp()) {
        part.refuseToHaveEnded();
        if (System.nanoTime() > deadline) {
          throw new IOException(part.name() + " is not ready after " + START_MAX);
        }
        Thread.sleep(LOOK);
      }
    }
  }

  /// Waits until nobody but this part is away of those that do the same, the part among them.
  default void awaitTwinsOf(String name) throws IOException, InterruptedException {
    String kind = Part.kindOf(name);
    awaitUp(parts().stream().filter(part -> Part.kindOf(part.name()).equals(kind)).toList());
  }

  /// The generation of the enrichment that serves, and by which logic it was made; empty while
  /// another one is being built.
  default Optional<Serving> serving() throws IOException, InterruptedException {
    JsonNode plan = replicas().getFirst().get("/v1/enrichment").body();
    return plan.path("rebuild").path("state").asText().equals("building")
        ? Optional.empty()
        : EnrichmentGeneration.parse(plan.path("serving").path("generation").asText())
            .map(name -> new Serving(name, plan.path("serving").path("logic").asText()));
  }

  /// What serves.
  ///
  /// @param logic the rules that made it
  record Serving(EnrichmentGeneration generation, String logic) {}

  /// Waits until what serves was made by these rules.
  default EnrichmentGeneration awaitServing(String logic) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START_MAX.toNanos();
    while (System.nanoTime() < deadline) {
      Optional<Serving> serving = serving().filter(now -> now.logic().equals(logic));
      if (serving.isPresent()) {
        return serving.get().generation();
      }
      Thread.sleep(LOOK);
    }
    throw new IOException("what serves is still made by other rules than " + logic);
  }

  /// The lines of the export of each replica.
  default List<Set<String>> exports() throws IOException, InterruptedException {
    var exports = new ArrayList<Set<String>>();
    for (Server replica : replicas()) {
      try (var lines =
          new BufferedReader(
              new InputStreamReader(
                  replica.open("/v1/papers/export").body(), StandardCharsets.UTF_8))) {
        exports.add(lines.lines().collect(Collectors.toSet()));
      }
    }
    return exports;
  }

  @Override
  void close();
}
