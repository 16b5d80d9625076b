package org.paperwire.query.search;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.paperwire.query.PaperBuilder.paper;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.micronaut.serde.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
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
import org.paperwire.platform.KafkaSettings;
import org.paperwire.query.PaperBuilder;
import org.paperwire.query.comparison.Comparison;
import org.paperwire.query.papers.PaperJson;
import org.paperwire.query.views.Snapshot;
import org.paperwire.query.views.View;
import org.paperwire.query.views.ViewSettings;
import org.paperwire.serdes.RegistrySerdes;
import org.paperwire.topics.Cluster;
import org.paperwire.topics.EnrichmentGeneration;
import org.paperwire.topics.SchemaDeployment;
import org.paperwire.topics.TopicDeployment;
import org.paperwire.topics.Topics;

/// `kill -9` of the process that indexes, again and again: while it opens, builds the first
/// generation, builds another beside it, switches, removes what served before; with papers coming
/// all the time. What is exported in the end is what an index says that was built in one go.
///
/// `-Dkills=50` for more than the ten of a usual run, `-Dseed=…` for the same moments again.
@Tag("thorough")
class KilledIndexerIT {

  private static final int KILLS = Integer.getInteger("kills", 10);
  private static final int PAPERS = 400;

  /// Makes a rebuild last for about a second.
  private static final int RECORDS_A_SECOND = 1_000;

  private static final int OPENING_MILLIS = 1_000;
  private static final int REBUILDING_MILLIS = 1_000;
  private static final long BETWEEN_PAPERS_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final Map<TopicPartition, Long> ends = new ConcurrentHashMap<>();
  private final PaperJson json = new PaperJson(ObjectMapper.getDefault());
  private EmbeddedBroker broker;
  private KafkaSettings kafka;
  private RegistrySerdes serdes;
  private KafkaProducer<String, byte[]> producer;
  private long revision;

  @BeforeEach
  void start() throws InterruptedException, IOException, RestClientException {
    broker = EmbeddedBroker.start(folder.resolve("log"));
    kafka = new KafkaSettings(broker.bootstrapServers());
    serdes = new RegistrySerdes("mock://killed-indexer-it");
    SchemaDeployment.deploy(serdes.registry());
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

  @Test
  void afterKillsAtAnyMomentTheExportIsThatOfABuildThatNobodyDisturbed() throws Exception {
    System.out.printf("seed %d, %d kills%n", seed, KILLS);
    Path views = folder.resolve("views");
    for (int number = 0; number < PAPERS; number++) {
      publish(number);
    }
    int whileRebuilding = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      boolean opening = kill % 2 == 0;
      Process indexer = indexer(views);
      try (BufferedReader says = indexer.inputReader()) {
        awaitWord(says, opening ? IndexerProcess.OPENS : IndexerProcess.REBUILDS);
        publishFor(random.nextInt(opening ? OPENING_MILLIS : REBUILDING_MILLIS));
      } finally {
        indexer.destroyForcibly().waitFor();
      }
      whileRebuilding += isRebuilding(views) ? 1 : 0;
    }
    assertThat(whileRebuilding).as("kills with a rebuild under way, seed %d", seed).isPositive();

    try (View survivor = view(views);
        View undisturbed = view(folder.resolve("undisturbed"))) {
      awaitEnds(survivor);
      awaitEnds(undisturbed);
      await().atMost(PATIENCE).until(() -> hasNothingUnderWay(survivor));
      System.out.printf(
          "%d kills with a rebuild under way; generation %d serves%n",
          whileRebuilding, survivor.status().generation().orElseThrow());
      assertThat(export(survivor)).as("seed %d", seed).isEqualTo(export(undisturbed));
      Comparison.Summary verified = verified(survivor, undisturbed);
      assertThat(verified.equal()).as("seed %d: %s", seed, verified).isTrue();
      assertThat(verified.serving()).isEqualTo(verified.other());
      assertThat(verified.papers()).isPositive();
    }
  }

  /// Another version of one of the papers; of every tenth, that it was merged into its neighbour.
  private void publish(int number) {
    PaperBuilder paper =
        paper("arxiv:2401.%05d".formatted(number))
            .titled("Version %d of what is known of %d".formatted(++revision, number))
            .by("Ada Quill", "Bo Finch " + number)
            .tagged("tag-" + random.nextInt(7))
            .revision(revision);
    if (random.nextInt(10) == 0) {
      paper.mergedInto("arxiv:2401.%05d".formatted((number + 1) % PAPERS));
    }
    Paper value = paper.build();
    try (Serializer<Paper> serializer = serdes.serializer()) {
      producer.send(
          new ProducerRecord<>(
              Topics.PAPERS.name(),
              value.getPaperId(),
              serializer.serialize(Topics.PAPERS.name(), value)),
          (sent, _) ->
              ends.merge(
                  new TopicPartition(sent.topic(), sent.partition()),
                  sent.offset() + 1,
                  Math::max));
    }
  }

  private void publishFor(int millis) {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (System.nanoTime() < until) {
      publish(random.nextInt(PAPERS));
      LockSupport.parkNanos(BETWEEN_PAPERS_NANOS);
    }
  }

  private Process indexer(Path views) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            IndexerProcess.class.getName(),
            broker.bootstrapServers(),
            views.toString(),
            Integer.toString(RECORDS_A_SECOND))
        .redirectError(folder.resolve("indexer.log").toFile())
        .start();
  }

  private void awaitWord(BufferedReader says, String word) throws IOException {
    for (String line = says.readLine(); !word.equals(line); line = says.readLine()) {
      if (line == null) {
        throw new AssertionError(Files.readString(folder.resolve("indexer.log")));
      }
    }
  }

  /// What the process has left behind says so.
  private static boolean isRebuilding(Path views) throws IOException {
    Path rebuild = views.resolve("search/REBUILD");
    if (Files.notExists(rebuild)) {
      return false;
    }
    var says = new Properties();
    try (InputStream file = Files.newInputStream(rebuild)) {
      says.load(file);
    }
    return "BUILDING".equals(says.getProperty("state"));
  }

  private View view(Path views) {
    var view =
        new View(
            new SearchView(json),
            views,
            ViewSettings.DEFAULT,
            kafka,
            serdes,
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

  private static boolean hasNothingUnderWay(View view) {
    return view.rebuilds().newest().map(rebuild -> rebuild.state().isEnd()).orElse(true);
  }

  private Papers in(Snapshot snapshot) {
    return new Papers(snapshot.reader(), json, PaperAnalyzers.all());
  }

  private List<String> export(View view) {
    try (Snapshot snapshot = view.snapshot().orElseThrow()) {
      var lines = new ArrayList<String>();
      in(snapshot).export().forEachRemaining(line -> lines.add(new String(line, UTF_8)));
      return lines;
    }
  }

  /// As `verify` compares what serves with what was built aside.
  private Comparison.Summary verified(View one, View other) {
    try (Snapshot serving = one.snapshot().orElseThrow();
        Snapshot aside = other.snapshot().orElseThrow()) {
      var comparison = new Comparison(in(serving).side(), in(aside).side(), json);
      assertThat(comparison).as("seed %d", seed).isExhausted();
      return comparison.summary();
    }
  }
}
