package org.paperwire.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperwire.avro.ChangeKind;
import org.paperwire.avro.Paper;
import org.paperwire.avro.PaperChange;
import org.paperwire.avro.PaperSighted;
import org.paperwire.benchmarks.InventedSightings;
import org.paperwire.broker.EmbeddedBroker;
import org.paperwire.platform.KafkaSettings;
import org.paperwire.serdes.RegistrySerdes;
import org.paperwire.topics.Cluster;
import org.paperwire.topics.EnrichmentGeneration;
import org.paperwire.topics.SchemaDeployment;
import org.paperwire.topics.Topic;
import org.paperwire.topics.TopicDeployment;
import org.paperwire.topics.Topics;

/// A checker that finds nothing proves nothing, unless it would have found it.
@Tag("thorough")
class OfflineCheckIT {

  private static final int SIGHTINGS = 20;

  @TempDir Path folder;
  private final RegistrySerdes serdes = new RegistrySerdes("mock://offline-check");
  private final List<PaperSighted> said =
      IntStream.range(0, SIGHTINGS).mapToObj(new InventedSightings(7, 0)::sighting).toList();
  private EmbeddedBroker broker;
  private KafkaSettings kafka;

  @BeforeEach
  void start() throws Exception {
    broker = EmbeddedBroker.start(folder.resolve("kafka"));
    kafka = new KafkaSettings(broker.bootstrapServers());
    SchemaDeployment.deploy(serdes.registry());
    try (Admin admin = Admin.create(kafka.admin("test"))) {
      TopicDeployment.deploy(admin, Cluster.STANDALONE);
    }
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  private <V extends SpecificRecord> void publish(Topic<V> topic, Map<String, V> values)
      throws Exception {
    try (var producer =
        new KafkaProducer<>(
            kafka.producer("test"), new StringSerializer(), serdes.<V>serializer())) {
      for (var value : values.entrySet()) {
        producer.send(new ProducerRecord<>(topic.name(), value.getKey(), value.getValue())).get();
      }
    }
  }

  /// Everything as it has to be.
  private Map<String, Paper> publishAll() throws Exception {
    var sightings = new TreeMap<String, PaperSighted>();
    said.forEach(sighting -> sightings.put(sighting.getRecordKey(), sighting));
    publish(Topics.SIGHTINGS, sightings);
    Map<String, Paper> papers;
    try (var recomputed = new Recomputed(serdes, folder.resolve("expected"));
        var serializer = serdes.<PaperSighted>serializer()) {
      sightings.forEach(
          (key, sighting) ->
              recomputed.hear(
                  Topics.SIGHTINGS.name(),
                  key.getBytes(StandardCharsets.UTF_8),
                  Objects.requireNonNull(serializer.serialize(Topics.SIGHTINGS.name(), sighting))));
      papers = recomputed.papers();
    }
    publish(Topics.PAPERS, papers);
    publish(
        Topics.CHANGES,
        papers.values().stream()
            .collect(Collectors.toMap(Paper::getPaperId, OfflineCheckIT::discovery)));
    return papers;
  }

  private static PaperChange discovery(Paper paper) {
    return PaperChange.newBuilder()
        .setPaperId(paper.getPaperId())
        .setKind(ChangeKind.DISCOVERED)
        .setRevision(paper.getRevision())
        .setPaper(paper)
        .build();
  }

  private Set<String> sent() {
    return said.stream().map(PaperSighted::getSourceId).collect(Collectors.toSet());
  }

  private static Set<String> exported(Map<String, Paper> papers) {
    return papers.keySet().stream().map("{\"id\":\"%s\"}"::formatted).collect(Collectors.toSet());
  }

  private OfflineCheck.Findings check(Set<String> sent, List<Set<String>> exports)
      throws Exception {
    return new OfflineCheck(kafka, serdes, EnrichmentGeneration.FIRST, folder.resolve("recomputed"))
        .check(sent, exports);
  }

  @Test
  void whatIsAsItHasToBeHasNoFaults() throws Exception {
    Map<String, Paper> papers = publishAll();
    var found = check(sent(), List.of(exported(papers), exported(papers)));
    assertThat(found.faults()).isEmpty();
    assertThat(found.sightings()).isEqualTo(SIGHTINGS);
    assertThat(found.papers()).isEqualTo(SIGHTINGS);
    assertThat(found.changes()).isEqualTo(SIGHTINGS);
  }

  @Test
  void eachKindOfFaultIsFound() throws Exception {
    Map<String, Paper> papers = publishAll();
    List<Paper> some = papers.values().stream().toList();
    Paper altered = Paper.newBuilder(some.getFirst()).setTitle("Another title").build();
    Paper stranger = Paper.newBuilder(some.getFirst()).setPaperId("pstranger").build();
    publish(Topics.PAPERS, Map.of(altered.getPaperId(), altered, "pstranger", stranger));
    publish(Topics.CHANGES, Map.of("again", discovery(some.get(1))));
    PaperChange later = discovery(Paper.newBuilder(some.get(2)).setRevision(3).build());
    publish(Topics.CHANGES, Map.of("later", later));
    PaperSighted unsaid = new InventedSightings(8, 0).sighting(99);
    publish(Topics.SIGHTINGS, Map.of(unsaid.getRecordKey(), unsaid));
    var lossy = new HashSet<>(sent());
    lossy.add("acknowledged and gone");
    var lines = new HashSet<>(exported(papers));
    lines.remove("{\"id\":\"%s\"}".formatted(some.get(3).getPaperId()));

    assertThat(check(lossy, List.of(exported(papers), lines)).faults())
        .containsOnlyKeys(
            "acknowledged papers lost",
            "sightings of what nobody sent",
            "papers lost",
            "papers that should not be there",
            "papers that differ",
            "changes doubled",
            "changes lost",
            "papers that are not their last change",
            "papers that a replica does not show");
  }
}
