import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.confluent.kafka.serializers.KafkaAvroSerializer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperwire.examples.Services;

/// The example of the guide, run against the topics that the services really fill, with nothing but
/// what a stranger has.
class FollowPapersIT {

  private static final String CHANGES = "paperwire.changes.v1";
  private static final String PAPERS = "paperwire.papers.v1";

  @TempDir static Path folder;
  private static Services services;

  @BeforeAll
  static void start() {
    services = Services.in(folder);
    services.send(
        paper("kites", "Kites in wind", ""),
        paper("owls", "Owls read logs", ""),
        paper("kites", "Kites in wind", ", \"abstract\": \"They fly.\""));
    services.send(paper("owls", "Owls read logs", ", \"venue\": \"Journal of Owls\""));
  }

  @AfterAll
  static void stop() {
    services.close();
  }

  private static String paper(String name, String title, String more) {
    return """
        {"title": "%s", "identifiers": {"doi": "10.5555/%s"}, "source": "reader-%d"%s}"""
        .formatted(title, name, more.length(), more);
  }

  @Test
  void foldingTheChangesGivesThePapersThatAreOnTheirTopic() {
    try (var consumer = FollowPapers.consumer(services.kafka(), services.registry())) {
      var follow = new FollowPapers();
      follow.catchUp(consumer);

      assertThat(follow.papers()).isEqualTo(newestOfEachKey(consumer));
      assertThat(follow.papers().values())
          .extracting(paper -> paper.get("title").toString())
          .contains("Kites in wind", "Owls read logs");
      assertThat(follow.papers().values())
          .as("what came later is in it")
          .anySatisfy(
              paper -> {
                assertThat(paper.get("venue")).hasToString("Journal of Owls");
                assertThat((long) paper.get("revision")).isEqualTo(2);
              });
    }
  }

  @Test
  void whatWasReadTwiceAndWhatWasTakenBackChangesNothing() {
    try (var consumer = FollowPapers.consumer(services.kafka(), services.registry())) {
      var follow = new FollowPapers();
      follow.catchUp(consumer);
      var papers = Map.copyOf(follow.papers());

      writeAndTakeBack(changed(papers.values().iterator().next()));
      follow.catchUp(consumer);

      assertThat(follow.papers()).isEqualTo(papers);
    }
  }

  @Test
  void itPrintsThePapersAndThenWhatChanges() throws Exception {
    var printed = new ByteArrayOutputStream();
    PrintStream usual = System.out;
    System.setOut(new PrintStream(printed, true, UTF_8));
    var ended = new AtomicReference<Throwable>();
    Thread stranger =
        Thread.ofPlatform()
            .uncaughtExceptionHandler((_, why) -> ended.set(why))
            .start(() -> FollowPapers.main(new String[] {services.kafka(), services.registry()}));
    try {
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> printed.toString(UTF_8).contains(" Kites in wind"));
      services.send(paper("eels", "Eels at night", ""));
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> printed.toString(UTF_8).contains(" Eels at night"));
      assertThat(printed.toString(UTF_8)).containsPattern("DISCOVERED p[a-z2-7]{16} Eels at night");
    } finally {
      System.setOut(usual);
      stranger.interrupt();
      stranger.join();
    }
    assertThat(ended)
        .as("it follows until it is told to stop")
        .hasValueMatching(InterruptException.class::isInstance);
  }

  private static Map<String, GenericRecord> newestOfEachKey(
      KafkaConsumer<String, GenericRecord> consumer) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(PAPERS).stream()
            .map(partition -> new TopicPartition(PAPERS, partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    var ends = consumer.endOffsets(partitions);
    var papers = new TreeMap<String, GenericRecord>();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              consumer
                  .poll(Duration.ofMillis(100))
                  .forEach(read -> papers.put(read.key(), read.value()));
              return ends.entrySet().stream()
                  .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
            });
    return papers;
  }

  /// A change that would take the title away, if it counted.
  private static GenericRecord changed(GenericRecord paper) {
    var next = new GenericData.Record((GenericData.Record) paper, true);
    next.put("title", "Never published");
    next.put("revision", (long) paper.get("revision") + 1);
    return next;
  }

  /// Writes a change of this paper in a transaction, and gives the transaction up.
  private static void writeAndTakeBack(GenericRecord paper) {
    try (var consumer = FollowPapers.consumer(services.kafka(), services.registry());
        var producer =
            new KafkaProducer<String, GenericRecord>(
                Map.of(
                    "bootstrap.servers",
                    services.kafka(),
                    "schema.registry.url",
                    services.registry(),
                    "auto.register.schemas",
                    false,
                    "key.serializer",
                    StringSerializer.class,
                    "value.serializer",
                    KafkaAvroSerializer.class,
                    "transactional.id",
                    "somebody"))) {
      GenericRecord change = anyChange(consumer);
      change.put("paperId", paper.get("paperId"));
      change.put("paper", paper);
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(CHANGES, paper.get("paperId").toString(), change));
      producer.flush();
      producer.abortTransaction();
    }
  }

  private static GenericRecord anyChange(KafkaConsumer<String, GenericRecord> consumer) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(CHANGES).stream()
            .map(partition -> new TopicPartition(CHANGES, partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> consumer.poll(Duration.ofMillis(100)), read -> !read.isEmpty())
        .iterator()
        .next()
        .value();
  }
}
