package org.paperwire.enrich;

import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.paperwire.avro.DeadLetter;
import org.paperwire.avro.Fence;
import org.paperwire.avro.Offset;
import org.paperwire.avro.PaperChange;
import org.paperwire.avro.PaperSighted;
import org.paperwire.avro.Signal;
import org.paperwire.enrich.failures.DeadLetters;
import org.paperwire.enrich.fences.FenceKeeper;
import org.paperwire.enrich.fences.Stages;
import org.paperwire.enrich.identity.Matching;
import org.paperwire.enrich.merging.Paper;
import org.paperwire.enrich.records.SourceRanks;
import org.paperwire.enrich.running.EnrichSettings;
import org.paperwire.enrich.running.StreamsRun;
import org.paperwire.enrich.running.StreamsSettings;
import org.paperwire.enrich.tagging.Tagger;
import org.paperwire.platform.KafkaSettings;
import org.paperwire.platform.Position;
import org.paperwire.serdes.RegistrySerdes;
import org.paperwire.testing.TestBroker;
import org.paperwire.topics.Cluster;
import org.paperwire.topics.Topic;
import org.paperwire.topics.TopicDeployment;
import org.paperwire.topics.Topics;

/// The words of the tests on a real broker: the enrichment as it runs, without HTTP around it.
public final class EnrichmentWorld implements AutoCloseable {

  public static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Path folder;
  private final Cluster cluster;
  private final RegistrySerdes serdes;
  private final TestBroker broker;
  private final KafkaSettings kafka;
  private final Producer<byte[], byte[]> sender;
  private final KafkaConsumer<String, Fence> progress;
  private final List<Fence> seen = new ArrayList<>();
  private @Nullable StreamsRun run;
  private @Nullable FenceKeeper fences;

  public EnrichmentWorld(Path folder, int partitions) throws InterruptedException {
    this.folder = folder;
    this.cluster = new Cluster(partitions, (short) 1, 1, false);
    this.serdes = PaperTopologyWorld.registry("mock://enrichment-" + System.identityHashCode(this));
    this.broker = TestBroker.start(folder.resolve("broker"));
    this.kafka = new KafkaSettings(broker.bootstrapServers());
    try (Admin admin = Admin.create(kafka.admin("deployment"))) {
      TopicDeployment.deploy(admin, cluster);
    }
    this.sender =
        new KafkaProducer<>(
            kafka.producer("sender"), new ByteArraySerializer(), new ByteArraySerializer());
    this.progress =
        new KafkaConsumer<>(
            kafka.consumer("progress"),
            new StringDeserializer(),
            serdes.deserializer(Topics.PROGRESS));
    List<TopicPartition> all =
        progress.partitionsFor(Topics.PROGRESS.name()).stream()
            .map(at -> new TopicPartition(at.topic(), at.partition()))
            .toList();
    progress.assign(all);
    progress.seekToBeginning(all);
  }

  public String bootstrapServers() {
    return broker.bootstrapServers();
  }

  public Path folder() {
    return folder;
  }

  /// Starts the enrichment and its fences in this process.
  public EnrichmentWorld started() {
    run = run(kafka, cluster, serdes, folder.resolve("state"));
    run.start();
    run.process();
    return keepingFences();
  }

  /// Starts only the fences: the enrichment runs elsewhere.
  public EnrichmentWorld keepingFences() {
    fences =
        new FenceKeeper(
            SETTINGS.generation(),
            SETTINGS.applicationId(),
            Stages.of(
                topology(settings(kafka, cluster, serdes, folder), cluster, serdes).describe()),
            kafka,
            serdes,
            InstantSource.system());
    fences.start();
    return this;
  }

  public EnrichmentWorld stopped() {
    if (fences != null) {
      fences.close();
      fences = null;
    }
    if (run != null) {
      run.close();
      run = null;
    }
    return this;
  }

  private static final EnrichSettings SETTINGS = new EnrichSettings("test", 2, "0", 0, 32);

  static StreamsRun run(KafkaSettings kafka, Cluster cluster, RegistrySerdes serdes, Path state) {
    Map<String, Object> settings = settings(kafka, cluster, serdes, state);
    return new StreamsRun(
        () -> topology(settings, cluster, serdes), settings, InstantSource.system(), _ -> {});
  }

  private static Map<String, Object> settings(
      KafkaSettings kafka, Cluster cluster, RegistrySerdes serdes, Path state) {
    return StreamsSettings.of(
        SETTINGS, kafka, cluster, state, new DeadLetters(serdes, InstantSource.system(), _ -> {}));
  }

  private static Topology topology(
      Map<String, Object> settings, Cluster cluster, RegistrySerdes serdes) {
    return new PaperTopology(
            SourceRanks.standard(),
            Matching::standard,
            Tagger.load(List.of())::tags,
            serdes,
            cluster.partitions())
        .build(new StreamsConfig(settings));
  }

  /// Sends what sources say; answers the position that holds it.
  public Position send(Collection<? extends SpecificRecord> said) {
    return acknowledged(said.stream().map(this::record).toList());
  }

  /// Sends any bytes to a source topic.
  public Position sendBytes(Topic<?> topic, String key, byte @Nullable [] value) {
    return acknowledged(
        List.of(new ProducerRecord<>(topic.name(), key.getBytes(StandardCharsets.UTF_8), value)));
  }

  private Position acknowledged(List<ProducerRecord<byte[], byte[]>> records) {
    var sent = records.stream().map(sender::send).toList();
    var acknowledged = new ArrayList<RecordMetadata>();
    for (var each : sent) {
      try {
        acknowledged.add(each.get());
      } catch (InterruptedException | ExecutionException e) {
        throw new IllegalStateException(e);
      }
    }
    return Position.of(acknowledged);
  }

  private ProducerRecord<byte[], byte[]> record(SpecificRecord said) {
    return switch (said) {
      case PaperSighted sighting -> record(Topics.SIGHTINGS, sighting.getRecordKey(), sighting);
      case Signal signal -> record(Topics.SIGNALS, signal.getRecordKey(), signal);
      default -> throw new IllegalArgumentException("not of a source topic: " + said);
    };
  }

  private <V extends SpecificRecord> ProducerRecord<byte[], byte[]> record(
      Topic<V> topic, String key, V value) {
    return new ProducerRecord<>(
        topic.name(), key.getBytes(StandardCharsets.UTF_8), bytes(topic, value));
  }

  /// A value as it lies on its topic.
  public <V extends SpecificRecord> byte[] bytes(Topic<V> topic, V value) {
    return serdes.<V>serializer().serialize(topic.name(), value);
  }

  /// Waits for a fence that holds a position, and until whoever reads can come to it; gives the
  /// offsets of its outputs.
  ///
  /// A fence counts what is committed, and a commit is decided before it is marked on each
  /// partition: a reader that only asked where topics end would miss what is not marked yet.
  public Map<TopicPartition, Long> awaitFence(Position position) {
    Map<TopicPartition, Long> outputs =
        waiting()
            .until(() -> fence(position), Optional::isPresent)
            .map(fence -> offsets(fence.getOutputs()))
            .orElseThrow();
    waiting().until(() -> new Position(outputEnds()).reached(new Position(outputs)));
    return outputs;
  }

  private static ConditionFactory waiting() {
    return await().atMost(PATIENCE).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5));
  }

  private Optional<Fence> fence(Position position) {
    progress.poll(Duration.ofMillis(20)).forEach(record -> seen.add(record.value()));
    return seen.stream()
        .filter(fence -> new Position(offsets(fence.getSources())).reached(position))
        .findFirst();
  }

  private static Map<TopicPartition, Long> offsets(List<Offset> offsets) {
    return offsets.stream()
        .collect(
            Collectors.toMap(
                at -> new TopicPartition(at.getTopic(), at.getPartition()), Offset::getOffset));
  }

  /// Everything on a topic that has been committed.
  public <V extends SpecificRecord> List<V> read(Topic<V> topic) {
    return read(topic, Map.of());
  }

  /// What was committed below these ends; where none is named, below the end of now.
  public <V extends SpecificRecord> List<V> read(Topic<V> topic, Map<TopicPartition, Long> below) {
    Map<String, Object> settings = new HashMap<>(kafka.consumer("reader"));
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    // The first fetch asks for whichever partition was found first; an empty one is waited for.
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 10);
    var values = new ArrayList<V>();
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), serdes.deserializer(topic))) {
      var partitions =
          consumer.partitionsFor(topic.name()).stream()
              .map(at -> new TopicPartition(at.topic(), at.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
      ends.replaceAll((at, end) -> below.getOrDefault(at, end));
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer
            .poll(Duration.ofMillis(20))
            .forEach(
                record -> {
                  if (record.offset()
                      < ends.get(new TopicPartition(record.topic(), record.partition()))) {
                    values.add(record.value());
                  }
                });
      }
    }
    return values;
  }

  /// The newest of each paper, without its revision.
  public Map<String, Paper> papers() {
    return PaperTopologyWorld.contentOf(read(Topics.PAPERS));
  }

  public List<PaperChange> changes() {
    return read(Topics.CHANGES);
  }

  public List<DeadLetter> letters() {
    return read(Topics.DEAD_LETTERS);
  }

  /// Where the output topics end for whoever reads what is committed.
  public Map<TopicPartition, Long> outputEnds() {
    try (var consumer =
        new KafkaConsumer<>(
            kafka.consumer("ends"), new StringDeserializer(), new StringDeserializer())) {
      var partitions =
          List.of(Topics.PAPERS, Topics.CHANGES).stream()
              .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
              .map(at -> new TopicPartition(at.topic(), at.partition()))
              .toList();
      return new HashMap<>(consumer.endOffsets(partitions));
    }
  }

  @Override
  public void close() {
    stopped();
    progress.close();
    sender.close();
    broker.close();
  }
}
