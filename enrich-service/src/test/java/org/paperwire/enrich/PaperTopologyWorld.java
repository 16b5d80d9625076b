package org.paperwire.enrich;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.paperwire.avro.DeadLetter;
import org.paperwire.avro.Decision;
import org.paperwire.avro.Paper;
import org.paperwire.avro.PaperChange;
import org.paperwire.avro.PaperSighted;
import org.paperwire.avro.Signal;
import org.paperwire.bibliography.PaperId;
import org.paperwire.bibliography.RecordKey;
import org.paperwire.enrich.failures.DeadLetters;
import org.paperwire.enrich.identity.Matching;
import org.paperwire.enrich.mapping.PaperMapping;
import org.paperwire.enrich.records.SourceRanks;
import org.paperwire.enrich.running.EnrichSettings;
import org.paperwire.enrich.running.StreamsSettings;
import org.paperwire.enrich.tagging.Tag;
import org.paperwire.enrich.tagging.Taggable;
import org.paperwire.enrich.tagging.Tagger;
import org.paperwire.platform.KafkaSettings;
import org.paperwire.serdes.RegistrySerdes;
import org.paperwire.topics.Cluster;
import org.paperwire.topics.SchemaDeployment;
import org.paperwire.topics.Topic;
import org.paperwire.topics.Topics;

/// The words of the topology's tests: a world in which sources say things and papers come out.
///
/// Kafka is simulated: one partition of each topic, one thread, no transactions. What those change
/// is shown on a real broker.
public final class PaperTopologyWorld implements AutoCloseable {

  public static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  private static final AtomicInteger WORLDS = new AtomicInteger();
  private static final Tagger TAGGER = Tagger.load(List.of());

  private final RegistrySerdes serdes = registry("mock://topology-" + WORLDS.incrementAndGet());
  private final Path folder;
  private final TopologyTestDriver driver;
  private final TestInputTopic<String, PaperSighted> sightings;
  private final TestInputTopic<String, Signal> signals;
  private final TestInputTopic<String, Decision> decisions;
  private final TestOutputTopic<String, Paper> papers;
  private final TestOutputTopic<String, PaperChange> changes;
  private final TestOutputTopic<String, DeadLetter> letters;
  private final List<Paper> published = new ArrayList<>();
  private final List<PaperChange> told = new ArrayList<>();

  public PaperTopologyWorld() {
    this(Matching.standard(), TAGGER::tags);
  }

  public PaperTopologyWorld(Matching matching) {
    this(matching, TAGGER::tags);
  }

  public PaperTopologyWorld(Matching matching, Function<Taggable, List<Tag>> tagger) {
    try {
      folder = Files.createTempDirectory("paperwire-topology");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    Map<String, Object> settings = settings(folder, serdes);
    var properties = new Properties();
    properties.putAll(settings);
    driver = new TopologyTestDriver(topology(matching, tagger, settings), properties, NOW);
    sightings = input(Topics.SIGHTINGS);
    signals = input(Topics.SIGNALS);
    decisions = input(Topics.DECISIONS);
    papers = output(Topics.PAPERS);
    changes = output(Topics.CHANGES);
    letters = output(Topics.DEAD_LETTERS);
  }

  /// A registry in memory that knows the catalogue.
  public static RegistrySerdes registry(String url) {
    try {
      var serdes = new RegistrySerdes(url);
      SchemaDeployment.deploy(serdes.registry());
      return serdes;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /// The serdes of the public topics in this world.
  public RegistrySerdes serdes() {
    return serdes;
  }

  /// The settings of production, for a broker that is not there.
  public static Map<String, Object> settings(Path folder, RegistrySerdes serdes) {
    return settings(folder, serdes, new KafkaSettings("127.0.0.1:1"));
  }

  /// The settings of production.
  public static Map<String, Object> settings(
      Path folder, RegistrySerdes serdes, KafkaSettings kafka) {
    return StreamsSettings.of(
        new EnrichSettings("test", 1, "0", 0, 16),
        kafka,
        Cluster.STANDALONE,
        folder,
        new DeadLetters(serdes, InstantSource.fixed(NOW), _ -> {}));
  }

  /// The topology by itself.
  public static Topology topology() {
    RegistrySerdes serdes = registry("mock://topology");
    return new PaperTopology(
            SourceRanks.standard(),
            Matching::standard,
            TAGGER::tags,
            serdes,
            Cluster.STANDALONE.partitions())
        .build(new StreamsConfig(settings(Path.of("unused"), serdes)));
  }

  private Topology topology(
      Matching matching, Function<Taggable, List<Tag>> tagger, Map<String, Object> settings) {
    return new PaperTopology(SourceRanks.standard(), () -> matching, tagger, serdes, 4)
        .build(new StreamsConfig(settings));
  }

  private <V extends SpecificRecord> TestInputTopic<String, V> input(Topic<V> topic) {
    return driver.createInputTopic(
        topic.name(), new StringSerializer(), serdes.<V>serializer(), NOW, Duration.ZERO);
  }

  private <V extends SpecificRecord> TestOutputTopic<String, V> output(Topic<V> topic) {
    return driver.createOutputTopic(
        topic.name(), new StringDeserializer(), serdes.deserializer(topic));
  }

  /// Sources say these, one after the other.
  public PaperTopologyWorld given(SightingBuilder... said) {
    Arrays.stream(said).map(SightingBuilder::build).forEach(this::hear);
    return this;
  }

  /// Sources count these.
  public PaperTopologyWorld given(SignalBuilder... counted) {
    Arrays.stream(counted).map(SignalBuilder::build).forEach(this::hear);
    return this;
  }

  /// The same as [#given], where it is what the test is about.
  public PaperTopologyWorld when(SightingBuilder... said) {
    return forgettingWhatCame().given(said);
  }

  /// The same as [#given], where it is what the test is about.
  public PaperTopologyWorld when(SignalBuilder... counted) {
    return forgettingWhatCame().given(counted);
  }

  public void hear(PaperSighted sighting) {
    sightings.pipeInput(sighting.getRecordKey(), sighting);
  }

  public void hear(Signal signal) {
    signals.pipeInput(signal.getRecordKey(), signal);
  }

  /// People decide about two records.
  public PaperTopologyWorld decide(String record, String other, String verdict) {
    boolean inOrder = new RecordKey(record).compareTo(new RecordKey(other)) < 0;
    hear(
        new Decision(
            inOrder ? record : other, inOrder ? other : record, verdict, "ada", "says so", NOW));
    return this;
  }

  public void hear(Decision decision) {
    decisions.pipeInput(decision.getRecordKey() + " " + decision.getOtherKey(), decision);
  }

  /// Forgets what came out so far.
  public PaperTopologyWorld from() {
    return forgettingWhatCame();
  }

  /// Puts bytes on a topic.
  public void hearBytes(Topic<?> topic, byte[] key, byte[] value) {
    driver
        .createInputTopic(topic.name(), new ByteArraySerializer(), new ByteArraySerializer())
        .pipeInput(key, value);
  }

  private PaperTopologyWorld forgettingWhatCame() {
    collect();
    published.clear();
    told.clear();
    return this;
  }

  private void collect() {
    published.addAll(papers.readValuesToList());
    told.addAll(changes.readValuesToList());
  }

  /// What came out on the papers' topic since the last `when`.
  public List<Paper> published() {
    collect();
    return List.copyOf(published);
  }

  /// What came out on the changes' topic since the last `when`.
  public List<PaperChange> changes() {
    collect();
    return List.copyOf(told);
  }

  /// The paper of a record, as last published since the last `when`.
  public Paper paper(String recordKey) {
    Paper paper = papers().get(PaperId.of(new RecordKey(recordKey)).value());
    if (paper == null) {
      throw new AssertionError("no paper of " + recordKey + " came out, only " + papers().keySet());
    }
    return paper;
  }

  /// The newest of each paper id since the last `when`.
  public Map<String, Paper> papers() {
    var newest = new TreeMap<String, Paper>();
    published().forEach(paper -> newest.put(paper.getPaperId(), paper));
    return newest;
  }

  /// The papers without their revisions, which depend on the order of arrival.
  public Map<String, org.paperwire.enrich.merging.Paper> content() {
    return contentOf(published());
  }

  /// The newest of each paper id that stands, without its revision; which ids were absorbed on the
  /// way depends on the order of arrival as well. (Avro's own records cannot be compared where a
  /// time may be absent.)
  static Map<String, org.paperwire.enrich.merging.Paper> contentOf(List<Paper> published) {
    var content = new TreeMap<String, org.paperwire.enrich.merging.Paper>();
    published.forEach(paper -> content.put(paper.getPaperId(), PaperMapping.domain(paper).paper()));
    content.values().removeIf(paper -> paper.mergedInto().isPresent());
    return content;
  }

  public List<DeadLetter> letters() {
    return letters.readValuesToList();
  }

  @Override
  public void close() {
    driver.close();
    try (var files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
