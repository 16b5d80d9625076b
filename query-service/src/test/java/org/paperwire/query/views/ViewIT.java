package org.paperwire.query.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.paperwire.query.PaperBuilder.paper;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperwire.avro.Paper;
import org.paperwire.broker.EmbeddedBroker;
import org.paperwire.broker.FreePort;
import org.paperwire.platform.KafkaSettings;
import org.paperwire.query.PaperBuilder;
import org.paperwire.query.views.ViewStatus.State;
import org.paperwire.serdes.RegistrySerdes;
import org.paperwire.topics.Cluster;
import org.paperwire.topics.EnrichmentGeneration;
import org.paperwire.topics.SchemaDeployment;
import org.paperwire.topics.TopicDeployment;
import org.paperwire.topics.Topics;

/// A view against a real broker: what it shows after kills, poison, an absent registry, and a log
/// that lost its start.
class ViewIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  private EmbeddedBroker broker;
  private KafkaSettings kafka;
  private RegistrySerdes serdes;
  private KafkaProducer<String, byte[]> producer;
  private Serializer<Paper> serializer;
  private final Map<String, String> expected = new TreeMap<>();
  private final Map<TopicPartition, Long> ends = new ConcurrentHashMap<>();

  @BeforeEach
  void start() throws InterruptedException, IOException, RestClientException {
    broker = EmbeddedBroker.start(folder.resolve("log"));
    kafka = new KafkaSettings(broker.bootstrapServers());
    serdes = new RegistrySerdes("mock://view-it");
    SchemaDeployment.deploy(serdes.registry());
    serializer = serdes.serializer();
    try (Admin admin = Admin.create(kafka.admin("test"))) {
      TopicDeployment.deploy(admin, Cluster.STANDALONE);
    }
    producer =
        new KafkaProducer<>(
            kafka.producer("test"), new StringSerializer(), new ByteArraySerializer());
  }

  @AfterEach
  void stop() {
    producer.close();
    broker.close();
  }

  private void publish(PaperBuilder paper) {
    Paper value = paper.build();
    send(value.getPaperId(), serializer.serialize(Topics.PAPERS.name(), value));
    expected.put(value.getPaperId(), value.getTitle() + " r" + value.getRevision());
  }

  private void send(String key, byte[] value) {
    producer.send(
        new ProducerRecord<>(Topics.PAPERS.name(), key, value),
        (sent, _) ->
            ends.merge(
                new TopicPartition(sent.topic(), sent.partition()), sent.offset() + 1, Math::max));
  }

  private View view(Path views, RegistrySerdes registry) {
    var view =
        new View(
            new Words(1),
            views,
            ViewSettings.DEFAULT,
            kafka,
            registry,
            () -> Optional.of(EnrichmentGeneration.FIRST),
            InstantSource.system());
    view.start();
    return view;
  }

  private void awaitEnds(View view) {
    producer.flush();
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                ends.entrySet().stream()
                    .allMatch(
                        end ->
                            view.status().offsets().getOrDefault(end.getKey(), 0L)
                                >= end.getValue()));
  }

  private static Map<String, String> content(View view) throws IOException {
    try (Snapshot snapshot = view.snapshot().orElseThrow()) {
      return Words.in(snapshot);
    }
  }

  @Test
  void afterKillsAtRandomMomentsNothingIsLostAndNothingIsDouble() throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    var random = new Random(seed);
    Path views = folder.resolve("views");
    for (int kill = 0; kill < 4; kill++) {
      Process process = process(views);
      for (int i = 0; i < 3_000; i++) {
        String key = "arxiv:2401.%05d".formatted(random.nextInt(2_000));
        publish(paper(key).titled("k" + kill).revision(i + 1));
      }
      // Let it commit, then go on writing under its feet for a while.
      await().atMost(PATIENCE).until(() -> Files.exists(views.resolve("words/CURRENT")));
      long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(random.nextInt(400));
      while (System.nanoTime() < until) {
        publish(paper("arxiv:2401.%05d".formatted(random.nextInt(2_000))).titled("x" + kill));
        LockSupport.parkNanos(100_000);
      }
      process.destroyForcibly().waitFor();
    }
    try (var survivor = view(views, serdes);
        var fresh = view(folder.resolve("fresh"), serdes)) {
      awaitEnds(survivor);
      awaitEnds(fresh);
      assertThat(content(survivor)).as("seed %d", seed).isEqualTo(expected);
      assertThat(content(fresh)).isEqualTo(expected);
      assertThat(survivor.status().generation()).as("continued, not rebuilt").hasValue(1);
    }
  }

  private Process process(Path views) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            ViewProcess.class.getName(),
            broker.bootstrapServers(),
            views.toString())
        .redirectErrorStream(true)
        .redirectOutput(new File(folder.toFile(), "process.log"))
        .start();
  }

  @Test
  void poisonIsCountedAndStopsNothing() throws IOException {
    publish(paper("arxiv:2401.00001").titled("before"));
    send("p-not-avro", new byte[] {1, 2, 3});
    send("p-no-schema", new byte[] {0, 0, 127, 0, 0, 1});
    send("p-torn", new byte[] {0, 0, 0, 0, 1, 9, 9});
    Paper misplaced = paper("arxiv:2401.00002").build();
    send("another-key", serializer.serialize(Topics.PAPERS.name(), misplaced));
    Paper unfit = paper("arxiv:2401.00003").titled("unfit").build();
    send(unfit.getPaperId(), serializer.serialize(Topics.PAPERS.name(), unfit));
    publish(paper("arxiv:2401.00001").titled("after"));
    try (var view = view(folder.resolve("views"), serdes)) {
      awaitEnds(view);
      assertThat(content(view)).isEqualTo(expected);
      assertThat(view.skipped()).isEqualTo(5);
      assertThat(view.status().state()).isEqualTo(State.FOLLOWING);
    }
  }

  @Tag("thorough")
  @Test
  void withoutARegistryTheViewServesWhatItHasAndGoesOnWhenTheRegistryIsBack() throws IOException {
    Path views = folder.resolve("views");
    publish(paper("arxiv:2401.00001").titled("before"));
    try (var view = view(views, serdes)) {
      awaitEnds(view);
    }
    Map<String, String> before = Map.copyOf(expected);
    publish(paper("arxiv:2401.00002").titled("meanwhile"));
    producer.flush();

    int port = FreePort.choose();
    var away = new RegistrySerdes("http://127.0.0.1:" + port);
    try (var view = view(views, away)) {
      await().atMost(PATIENCE).until(() -> view.status().state() == State.WAITING_FOR_REGISTRY);
      assertThat(content(view)).isEqualTo(before);
      assertThat(view.status().caughtUp()).isFalse();
      try (var registry = RegistryStub.start(port, serdes)) {
        awaitEnds(view);
        assertThat(content(view)).isEqualTo(expected);
        assertThat(registry.asked()).isPositive();
        await().atMost(PATIENCE).until(() -> view.status().state() == State.FOLLOWING);
      }
    }
  }

  @Test
  void aLogThatNoLongerHasWhatComesNextIsSaidAndNotPassedOver() throws Exception {
    Path views = folder.resolve("views");
    publish(paper("arxiv:2401.00001").titled("before"));
    try (var view = view(views, serdes)) {
      awaitEnds(view);
    }
    for (int i = 0; i < 20; i++) {
      publish(paper("arxiv:2402.%05d".formatted(i)).titled("lost"));
    }
    producer.flush();
    try (Admin admin = Admin.create(kafka.admin("test"))) {
      var gone = new HashMap<TopicPartition, RecordsToDelete>();
      ends.forEach((partition, end) -> gone.put(partition, RecordsToDelete.beforeOffset(end)));
      // papers.v1 is only compacted; records can be deleted from a topic that allows it
      Mistakes.allowDeletion(admin, Topics.PAPERS.name());
      admin.deleteRecords(gone).all().get();
    }
    try (var view = view(views, serdes)) {
      await().atMost(PATIENCE).until(() -> view.status().state() == State.OFFSETS_LOST);
      assertThat(content(view)).hasSize(1);
      assertThat(view.status().because()).isPresent();
      assertThat(view.status().caughtUp()).isFalse();

      // Nor can it be built again: what was there at the beginning would be missing.
      view.rebuilds().start(false, OptionalInt.empty());
      await()
          .atMost(PATIENCE)
          .until(() -> view.rebuilds().find(1).orElseThrow().state() == RebuildStatus.State.FAILED);
      assertThat(view.rebuilds().find(1).orElseThrow().because().orElseThrow())
          .contains("no longer has its beginning");
      assertThat(content(view)).hasSize(1);
      await().atMost(PATIENCE).until(() -> Files.notExists(views.resolve("words/2")));
    }
  }
}
