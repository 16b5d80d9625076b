package org.paperwire.query.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.paperwire.query.PaperBuilder.paper;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperwire.avro.Fence;
import org.paperwire.avro.Offset;
import org.paperwire.avro.Paper;
import org.paperwire.broker.EmbeddedBroker;
import org.paperwire.platform.KafkaSettings;
import org.paperwire.platform.Position;
import org.paperwire.query.PaperBuilder;
import org.paperwire.query.views.RebuildRefused.Reason;
import org.paperwire.query.views.RebuildStatus.State;
import org.paperwire.query.views.Snapshot.Standing;
import org.paperwire.serdes.RegistrySerdes;
import org.paperwire.topics.Cluster;
import org.paperwire.topics.EnrichmentGeneration;
import org.paperwire.topics.SchemaDeployment;
import org.paperwire.topics.TopicDeployment;
import org.paperwire.topics.Topics;

/// Generations built beside the one that serves, on a real broker: switched, held, taken back,
/// broken off, failing; and what readers see of it, which is nothing.
@Tag("thorough")
class RebuildIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int PAPERS = 500;

  @TempDir static Path log;
  private static EmbeddedBroker broker;
  private static KafkaSettings kafka;
  private static RegistrySerdes serdes;
  private static KafkaProducer<String, byte[]> producer;
  private static final Map<String, String> expected = new TreeMap<>();
  private static final Map<TopicPartition, Long> ends = new ConcurrentHashMap<>();

  @TempDir Path views;
  private View view;

  @BeforeAll
  static void start() throws InterruptedException, IOException, RestClientException {
    broker = EmbeddedBroker.start(log);
    kafka = new KafkaSettings(broker.bootstrapServers());
    serdes = new RegistrySerdes("mock://rebuild-it");
    SchemaDeployment.deploy(serdes.registry());
    try (Admin admin = Admin.create(kafka.admin("test"))) {
      TopicDeployment.deploy(admin, Cluster.STANDALONE);
    }
    producer =
        new KafkaProducer<>(
            kafka.producer("test"), new StringSerializer(), new ByteArraySerializer());
    for (int i = 0; i < PAPERS; i++) {
      publish(paper("arxiv:2401.%05d".formatted(i)).titled("first"));
    }
    send("p-poison", new byte[] {1, 2, 3});
    for (int i = 0; i < PAPERS; i += 2) {
      publish(paper("arxiv:2401.%05d".formatted(i)).titled("second").revision(2));
    }
    producer.flush();
  }

  @AfterAll
  static void stop() {
    producer.close();
    broker.close();
  }

  @BeforeEach
  void open() {
    view = view(new Words(1), Disk.REAL);
    awaitServing(view, 1);
  }

  @AfterEach
  void close() {
    view.close();
  }

  private static void publish(PaperBuilder paper) {
    try (Serializer<Paper> serializer = serdes.serializer()) {
      Paper value = paper.build();
      send(value.getPaperId(), serializer.serialize(Topics.PAPERS.name(), value));
      expected.put(value.getPaperId(), value.getTitle() + " r" + value.getRevision());
    }
  }

  private static void send(String key, byte[] value) {
    producer.send(
        new ProducerRecord<>(Topics.PAPERS.name(), key, value),
        (sent, _) ->
            ends.merge(
                new TopicPartition(sent.topic(), sent.partition()), sent.offset() + 1, Math::max));
  }

  private static void fence(long position) {
    try (Serializer<Fence> serializer = serdes.serializer()) {
      List<Offset> outputs =
          ends.entrySet().stream()
              .map(end -> offset(end.getKey().topic(), end.getKey().partition(), end.getValue()))
              .toList();
      Fence fence =
          Fence.newBuilder()
              .setGeneration("g1")
              .setSources(List.of(offset("test", 0, position)))
              .setOutputs(outputs)
              .setFencedAt(Instant.EPOCH)
              .build();
      String topic = Topics.PROGRESS.name();
      producer.send(new ProducerRecord<>(topic, "g1", serializer.serialize(topic, fence)));
    }
  }

  private static Offset offset(String topic, int partition, long next) {
    return Offset.newBuilder().setTopic(topic).setPartition(partition).setOffset(next).build();
  }

  private View view(Words definition, Disk disk) {
    var opened =
        new View(
            definition,
            new ViewFolder(views.resolve("words"), disk),
            ViewSettings.DEFAULT,
            kafka,
            serdes,
            () -> Optional.of(EnrichmentGeneration.FIRST),
            InstantSource.system());
    opened.start();
    return opened;
  }

  private static void awaitServing(View view, int generation) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                view.status().caughtUp()
                    && view.status().generation().orElse(0) == generation
                    && hasReachedEnds(view));
  }

  private static boolean hasReachedEnds(View view) {
    return ends.entrySet().stream()
        .allMatch(end -> view.status().offsets().getOrDefault(end.getKey(), 0L) >= end.getValue());
  }

  private static void awaitState(View view, int rebuild, State state) {
    await()
        .atMost(PATIENCE)
        .until(() -> view.rebuilds().find(rebuild).orElseThrow().state() == state);
  }

  private static Map<String, String> content(View view) throws IOException {
    try (Snapshot snapshot = view.snapshot().orElseThrow()) {
      return Words.in(snapshot);
    }
  }

  private Path generation(int number) {
    return views.resolve("words").resolve(Integer.toString(number));
  }

  private static RebuildStatus start(View view, boolean hold) {
    try {
      return view.rebuilds().start(hold, OptionalInt.empty());
    } catch (RebuildRefused e) {
      throw new AssertionError(e);
    }
  }

  private static Reason refusal(ThrowingCall call) {
    var refused = new ArrayList<Reason>();
    assertThatExceptionOfType(RebuildRefused.class)
        .isThrownBy(call::run)
        .satisfies(e -> refused.add(e.reason()));
    return refused.getFirst();
  }

  @FunctionalInterface
  private interface ThrowingCall {
    void run() throws Exception;
  }

  @Test
  void aRebuildTakesOverAndTheOneBeforeStaysForTheWayBack() throws Exception {
    RebuildStatus first = start(view, false);
    assertThat(first.generation()).isEqualTo(2);
    awaitServing(view, 2);
    awaitState(view, 1, State.SWITCHED);
    assertThat(content(view)).isEqualTo(expected);
    RebuildStatus done = view.rebuilds().find(1).orElseThrow();
    assertThat(done.done()).isEqualTo(done.total()).isGreaterThanOrEqualTo(PAPERS);
    assertThat(done.skipped()).as("poison in the middle of the log").isEqualTo(1);
    assertThat(generation(1)).isDirectory();

    start(view, false);
    awaitServing(view, 3);
    await().atMost(PATIENCE).until(() -> Files.notExists(generation(1)));
    assertThat(generation(2)).as("the one before").isDirectory();

    publish(paper("arxiv:2402.00001").titled("written meanwhile"));
    producer.flush();
    view.rebuilds().back(false);
    awaitServing(view, 2);
    assertThat(content(view)).as("brought up to date before").isEqualTo(expected);
    assertThat(generation(3)).isDirectory();

    view.rebuilds().back(false);
    awaitServing(view, 3);
    assertThat(content(view)).isEqualTo(expected);
  }

  @Test
  void whatIsHeldFollowsAndServesWhenSomebodySaysSo() throws Exception {
    int number = start(view, true).number();
    awaitState(view, number, State.HELD);
    assertThat(view.status().generation()).hasValue(1);
    assertThat(refusal(() -> start0(view))).isEqualTo(Reason.REBUILD_RUNNING);

    view.rebuilds().switchOver(number);
    awaitServing(view, 2);
    assertThat(content(view)).isEqualTo(expected);
    awaitState(view, number, State.SWITCHED);
    assertThat(refusal(() -> view.rebuilds().switchOver(number))).isEqualTo(Reason.REBUILD_OVER);
    assertThat(refusal(() -> view.rebuilds().cancel(number))).isEqualTo(Reason.REBUILD_OVER);
    assertThat(refusal(() -> view.rebuilds().cancel(99))).isEqualTo(Reason.UNKNOWN);
  }

  private static void start0(View view) throws RebuildRefused {
    view.rebuilds().start(false, OptionalInt.empty());
  }

  @Test
  void whatIsCancelledIsRemoved() throws Exception {
    assertThat(refusal(() -> view.rebuilds().back(false))).isEqualTo(Reason.NOTHING_BEFORE);
    int number = start(view, true).number();
    awaitState(view, number, State.HELD);

    view.rebuilds().cancel(number);
    await().atMost(PATIENCE).until(() -> Files.notExists(generation(2)));
    assertThat(view.status().generation()).hasValue(1);
    assertThat(content(view)).isEqualTo(expected);
    start(view, false);
    awaitServing(view, 2);
  }

  /// Readers at every moment of a switch, with writes going on: what they see never goes back.
  @Test
  void positionsAndOffsetsNeverGoBackAcrossSwitches() throws Exception {
    var stop = new AtomicBoolean();
    var faults = new ArrayList<String>();
    Thread reader = Thread.ofPlatform().start(() -> read(stop, faults));
    Thread writer =
        Thread.ofPlatform()
            .start(
                () -> {
                  for (long i = 1; !stop.get(); i++) {
                    publish(paper("arxiv:2403.%05d".formatted(i % 100)).titled("live").revision(i));
                    producer.flush();
                    fence(i);
                  }
                });
    Snapshot inFlight = view.snapshot().orElseThrow();
    Map<String, String> before = Words.in(inFlight);
    for (int switches = 0; switches < 3; switches++) {
      int number = start(view, false).number();
      awaitState(view, number, State.SWITCHED);
    }
    view.rebuilds().back(false);
    await().atMost(PATIENCE).until(() -> view.status().generation().orElse(0) == 3);
    stop.set(true);
    reader.join();
    writer.join();

    assertThat(faults).isEmpty();
    assertThat(Words.in(inFlight)).as("a reader keeps what it has").isEqualTo(before);
    inFlight.close();
    awaitServing(view, 3);
    assertThat(content(view)).isEqualTo(expected);
  }

  private void read(AtomicBoolean stop, List<String> faults) {
    Progress last = Progress.none(new DefinitionMark(1, ""));
    while (!stop.get() && faults.isEmpty()) {
      try (Snapshot seen = view.snapshot().orElseThrow()) {
        if (!seen.progress().covers(last, Topics.PAPERS)
            || !seen.position().reached(last.position())
            || seen.standing() != Standing.CURRENT) {
          faults.add(last + " was followed by " + seen.progress() + ", " + seen.standing());
        }
        last = seen.progress();
      }
    }
  }

  @Test
  void bothGenerationsAreComparedAtOneAndTheSamePlaceWhileWritesGoOn() throws Exception {
    var stop = new AtomicBoolean();
    Thread writer =
        Thread.ofPlatform()
            .start(
                () -> {
                  for (long i = 1; !stop.get(); i++) {
                    publish(paper("arxiv:2404.%05d".formatted(i % 50)).titled("live").revision(i));
                  }
                });
    int number = start(view, true).number();
    awaitState(view, number, State.HELD);
    for (int again = 0; again < 5; again++) {
      try (Alignment.Pair pair = view.rebuilds().aligned(2)) {
        assertThat(pair.aside().generation()).isEqualTo(2);
        assertThat(ofPapers(pair.aside())).isEqualTo(ofPapers(pair.serving()));
        assertThat(Words.in(pair.aside())).isEqualTo(Words.in(pair.serving()));
      }
    }
    stop.set(true);
    writer.join();
    assertThat(refusal(() -> view.rebuilds().aligned(1).close()))
        .isEqualTo(Reason.NOTHING_TO_COMPARE);
    view.rebuilds().switchOver(number);
    awaitServing(view, 2);
    assertThat(content(view)).as("it goes on after the comparison").isEqualTo(expected);
  }

  private static Map<TopicPartition, Long> ofPapers(Snapshot snapshot) {
    var offsets = new TreeMap<>(snapshot.progress().offsets());
    offsets.keySet().removeIf(partition -> !partition.topic().equals(Topics.PAPERS.name()));
    return offsets;
  }

  @Test
  void aDiskThatIsFullEndsTheRebuildAndNothingElse() throws Exception {
    view.close();
    var disk = new FillingDisk(2, 2_000);
    view = view(new Words(1), disk);
    awaitServing(view, 1);
    int number = start(view, false).number();
    awaitState(view, number, State.FAILED);
    assertThat(view.rebuilds().find(number).orElseThrow().because().orElseThrow())
        .contains("No space left");
    await().atMost(PATIENCE).until(() -> Files.notExists(generation(2)));

    publish(paper("arxiv:2402.00002").titled("after the full disk"));
    producer.flush();
    awaitServing(view, 1);
    assertThat(content(view)).isEqualTo(expected);

    disk.claims(RebuildDuty.ROOM_BYTES / 2);
    assertThat(refusal(() -> start0(view))).isEqualTo(Reason.NO_ROOM);
  }

  @Test
  void anotherDefinitionIsBuiltByItselfWhileTheOldOneServes() throws Exception {
    view.close();
    view = view(new Words(2), Disk.REAL);
    await().atMost(PATIENCE).until(() -> view.rebuilds().newest().isPresent());
    assertThat(view.rebuilds().newest().orElseThrow().because().orElseThrow())
        .contains("was built by definition 1-");
    try (Snapshot seen = view.snapshot().orElseThrow()) {
      assertThat(seen.standing()).as("never one that lacks papers").isNotEqualTo(Standing.BUILDING);
    }
    awaitServing(view, 2);
    assertThat(content(view)).isEqualTo(expected);

    view.rebuilds().back(false);
    awaitServing(view, 1);
    view.close();
    view = view(new Words(2), Disk.REAL);
    awaitServing(view, 1);
    assertThat(view.rebuilds().newest().orElseThrow().kind())
        .as("where people went back to, it stays")
        .isEqualTo(RebuildStatus.Kind.BACK);
  }

  @Test
  void aRestartGoesOnWithARebuild() throws Exception {
    view.rebuilds().start(true, OptionalInt.of(400));
    await().atMost(PATIENCE).until(() -> view.rebuilds().find(1).orElseThrow().done() > 0);
    view.close();

    view = view(new Words(1), Disk.REAL);
    await().atMost(PATIENCE).until(() -> view.rebuilds().find(1).isPresent());
    awaitState(view, 1, State.HELD);
    assertThat(view.status().generation()).hasValue(1);
    view.rebuilds().switchOver(1);
    awaitServing(view, 2);
    assertThat(content(view)).isEqualTo(expected);
  }

  @Test
  void aHalfBuiltGenerationThatIsDamagedIsGivenUpAfterARestart() throws Exception {
    view.rebuilds().start(true, OptionalInt.of(400));
    await().atMost(PATIENCE).until(() -> view.rebuilds().find(1).orElseThrow().done() > 0);
    view.close();
    GenerationTest.damage(generation(2));

    view = view(new Words(1), Disk.REAL);
    await().atMost(PATIENCE).until(() -> view.rebuilds().find(1).isPresent());
    awaitState(view, 1, State.FAILED);
    assertThat(view.rebuilds().find(1).orElseThrow().because())
        .hasValue("a restart could not go on with it");
    awaitServing(view, 1);
    assertThat(content(view)).isEqualTo(expected);
    assertThat(generation(2)).doesNotExist();
    start(view, false);
    awaitServing(view, 2);
  }

  @Test
  void anIndexThatIsFoundDamagedWhileItIsFollowedIsShownUntilAnotherServes() throws Exception {
    view.close();
    var disk = new RottingDisk(1);
    view = view(new Words(1), disk);
    awaitServing(view, 1);
    disk.rots();
    publish(paper("arxiv:2402.00003").titled("after the damage"));
    producer.flush();

    await().atMost(PATIENCE).until(() -> view.rebuilds().newest().isPresent());
    assertThat(view.rebuilds().newest().orElseThrow().because())
        .hasValue("generation 1 is damaged");
    try (Snapshot seen = view.snapshot().orElseThrow()) {
      assertThat(seen.standing()).as("never one that lacks papers").isNotEqualTo(Standing.BUILDING);
    }
    awaitServing(view, 2);
    assertThat(content(view)).isEqualTo(expected);
    assertThat(views.resolve("words/1.damaged")).isDirectory();
  }

  @Test
  void aDamagedIndexIsBuiltAgainAndReadersAreToldToComeBack() throws Exception {
    view.close();
    GenerationTest.damage(generation(1));
    view = view(new Words(1), Disk.REAL);
    await().atMost(PATIENCE).until(() -> view.snapshot().isPresent());
    try (Snapshot seen = view.snapshot().orElseThrow()) {
      assertThat(seen.standing()).isIn(Standing.BUILDING, Standing.CURRENT);
      assertThat(seen.generation()).isEqualTo(2);
    }
    awaitServing(view, 2);
    assertThat(content(view)).isEqualTo(expected);
    assertThat(views.resolve("words/1.damaged")).isDirectory();
  }

  @Test
  void theGenerationBeforeServesWhileADamagedOneIsBuiltAgain() throws Exception {
    start(view, false);
    awaitServing(view, 2);
    view.close();
    GenerationTest.damage(generation(2));

    view = view(new Words(1), Disk.REAL);
    await().atMost(PATIENCE).until(() -> view.snapshot().isPresent());
    try (Snapshot seen = view.snapshot().orElseThrow()) {
      assertThat(seen.standing()).isNotEqualTo(Standing.BUILDING);
      assertThat(seen.generation()).isIn(1, 3);
    }
    awaitServing(view, 3);
    assertThat(content(view)).isEqualTo(expected);
  }

  @Test
  void whoWaitsForAPositionIsAnsweredByWhatTakesOver() throws Exception {
    Position far = new Position(Map.of(new TopicPartition("test", 0), 1_000_000_000L));
    var answered = new ArrayList<Integer>();
    Thread waiting =
        Thread.ofPlatform()
            .start(
                () -> {
                  try (Snapshot snapshot = view.snapshot(far, PATIENCE).orElseThrow()) {
                    answered.add(snapshot.generation());
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
    start(view, false);
    awaitServing(view, 2);
    fence(1_000_000_000L);
    producer.flush();
    waiting.join();
    assertThat(answered).containsExactly(2);
  }
}
