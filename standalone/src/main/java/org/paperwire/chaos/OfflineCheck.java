package org.paperwire.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.paperwire.avro.Paper;
import org.paperwire.avro.PaperChange;
import org.paperwire.avro.PaperSighted;
import org.paperwire.benchmarks.InventedSightings;
import org.paperwire.client.Server;
import org.paperwire.enrich.mapping.PaperMapping;
import org.paperwire.platform.KafkaSettings;
import org.paperwire.serdes.RegistrySerdes;
import org.paperwire.topics.EnrichmentGeneration;
import org.paperwire.topics.Topic;
import org.paperwire.topics.Topics;

/// Compares what is there, after all of it, with what has to be: everything that was acknowledged
/// is on the topic of sightings, what follows from the committed sightings is what came out of the
/// enrichment, each change came out once, and every replica shows it.
final class OfflineCheck {

  private static final Duration POLL = Duration.ofMillis(500);

  private final KafkaSettings kafka;
  private final RegistrySerdes serdes;
  private final EnrichmentGeneration generation;
  private final Path scratch;

  /// What was found.
  ///
  /// @param sightings on their topic, of those that were invented
  /// @param again those of them that say what an earlier one said: bodies that were sent again
  /// @param papers that have to be there
  /// @param changes that came out
  /// @param faults what is not as it has to be; empty when all is
  record Findings(int sightings, int again, int papers, int changes, Map<String, Integer> faults) {}

  /// @param generation that serves
  /// @param scratch a folder for the stores of what is computed again
  OfflineCheck(
      KafkaSettings kafka, RegistrySerdes serdes, EnrichmentGeneration generation, Path scratch) {
    this.kafka = kafka;
    this.serdes = serdes;
    this.generation = generation;
    this.scratch = scratch;
  }

  /// @param sent ids at their sources of all papers that were acknowledged
  /// @param exports the lines of the export of each replica
  Findings check(Set<String> sent, List<Set<String>> exports) throws IOException {
    var faults = new TreeMap<String, Integer>();
    var heard = new HashSet<String>();
    var seen = new HashSet<String>();
    int[] sightings = {0};
    Map<String, Paper> expected;
    Deserializer<PaperSighted> sighted = serdes.deserializer(Topics.SIGHTINGS);
    try (var recomputed = new Recomputed(serdes, scratch)) {
      read(
          Topics.SIGHTINGS,
          record -> {
            PaperSighted said = sighted.deserialize(record.topic(), record.value());
            if (InventedSightings.SOURCES.contains(said.getSource())) {
              sightings[0]++;
              seen.add(said.getSightingId());
              heard.add(Objects.requireNonNull(said.getSourceId()));
            }
          });
      for (Topic<?> source : Topics.SOURCES) {
        read(source, record -> recomputed.hear(record.topic(), record.key(), record.value()));
      }
      expected = recomputed.papers();
    }
    note(faults, "acknowledged papers lost", missing(sent, heard));
    note(faults, "sightings of what nobody sent", missing(heard, sent));

    Map<String, Paper> actual = new HashMap<>();
    Deserializer<Paper> papers = serdes.deserializer(Topics.PAPERS);
    read(
        generation.topic(Topics.PAPERS),
        record -> {
          Paper paper = papers.deserialize(record.topic(), record.value());
          actual.put(paper.getPaperId(), paper);
        });
    Set<String> standing = standing(expected);
    note(faults, "papers lost", missing(standing, standing(actual)));
    note(faults, "papers that should not be there", missing(standing(actual), standing));
    note(
        faults,
        "papers that differ",
        (int)
            standing.stream()
                .filter(actual::containsKey)
                .filter(id -> !content(expected, id).equals(content(actual, id)))
                .count());
    int changes = checkChanges(actual, faults);
    checkExports(standing, exports, faults);
    return new Findings(sightings[0], sightings[0] - seen.size(), standing.size(), changes, faults);
  }

  private static void note(Map<String, Integer> faults, String what, int count) {
    if (count > 0) {
      faults.put(what, count);
    }
  }

  private static int missing(Set<String> wanted, Set<String> there) {
    return (int) wanted.stream().filter(one -> !there.contains(one)).count();
  }

  /// Which ids were absorbed on the way depends on the order of arrival, and is not compared.
  private static Set<String> standing(Map<String, Paper> papers) {
    return papers.values().stream()
        .filter(paper -> paper.getMergedInto() == null)
        .map(Paper::getPaperId)
        .collect(Collectors.toSet());
  }

  /// All of it but the revision, which depends on the order of arrival as well.
  private static org.paperwire.enrich.merging.Paper content(Map<String, Paper> papers, String id) {
    return PaperMapping.domain(Objects.requireNonNull(papers.get(id))).paper();
  }

  /// Each paper's revisions are 1, 2, 3, …, and its last change is the paper.
  private int checkChanges(Map<String, Paper> papers, Map<String, Integer> faults) {
    var revisions = new HashMap<String, Long>();
    var lasts = new HashMap<String, Paper>();
    int[] counts = {0, 0, 0};
    Deserializer<PaperChange> changes = serdes.deserializer(Topics.CHANGES);
    read(
        generation.topic(Topics.CHANGES),
        record -> {
          PaperChange change = changes.deserialize(record.topic(), record.value());
          long before = revisions.getOrDefault(change.getPaperId(), 0L);
          counts[0]++;
          counts[1] += change.getRevision() <= before ? 1 : 0;
          counts[2] += change.getRevision() > before + 1 ? 1 : 0;
          revisions.put(change.getPaperId(), change.getRevision());
          lasts.put(change.getPaperId(), change.getPaper());
        });
    note(faults, "changes doubled", counts[1]);
    note(faults, "changes lost", counts[2]);
    note(
        faults,
        "papers that are not their last change",
        (int)
            papers.values().stream()
                .filter(paper -> !isSame(paper, lasts.get(paper.getPaperId())))
                .count());
    return counts[0];
  }

  private static boolean isSame(Paper paper, @Nullable Paper last) {
    return last != null && PaperMapping.domain(paper).equals(PaperMapping.domain(last));
  }

  private static void checkExports(
      Set<String> standing, List<Set<String>> exports, Map<String, Integer> faults)
      throws IOException {
    for (Set<String> lines : exports) {
      note(faults, "lines in which exports differ", missing(lines, exports.getFirst()));
      Set<String> ids = new HashSet<>();
      for (String line : lines) {
        ids.add(Server.JSON.readTree(line).path("id").asText());
      }
      note(faults, "papers that a replica does not show", missing(standing, ids));
      note(faults, "papers that a replica should not show", missing(ids, standing));
    }
  }

  /// Reads a topic from its beginning to where it ends now.
  private void read(Topic<?> topic, Consumer<ConsumerRecord<byte[], byte[]>> each) {
    try (var consumer =
        new KafkaConsumer<>(
            kafka.consumer("chaos-check"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> all =
          consumer.partitionsFor(topic.name()).stream()
              .map(at -> new TopicPartition(at.topic(), at.partition()))
              .toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      Map<TopicPartition, Long> ends = consumer.endOffsets(all);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(POLL).forEach(each);
      }
    }
  }
}
