package org.paperwire.ingest.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperwire.bibliography.SourceName;
import org.paperwire.ingest.Origin;
import org.paperwire.ingest.Parser;
import org.paperwire.ingest.Raw;
import org.paperwire.ingest.Reason;
import org.paperwire.ingest.Reject;
import org.paperwire.ingest.Seen;
import org.paperwire.ingest.Sighting;
import org.paperwire.ingest.SignalSeen;
import org.paperwire.ingest.Statement;
import org.paperwire.platform.DataFolder;
import org.paperwire.topics.Topics;

/// What a batch says of itself, whatever the broker does.
class BatchTest {

  private static final SourceName SOURCE = new SourceName("marsh-list");
  private static final Serializer<SpecificRecord> AS_TEXT =
      (_, value) -> value.toString().getBytes(StandardCharsets.UTF_8);

  @TempDir Path data;

  @Test
  void thePositionIsJustAfterWhatIsOnTheSourceTopics() throws NotAcknowledgedException {
    var broker = broker(true);
    Batch batch = batch(broker);

    assertThat(batch.publish(paper("One", 14))).isTrue();
    assertThat(batch.publish(paper("Two", 0))).isTrue();
    batch.bury(reject(), SOURCE);

    assertThat(batch.finish().offsets())
        .isEqualTo(
            Map.of(
                new TopicPartition(Topics.SIGHTINGS.name(), 0), 2L,
                new TopicPartition(Topics.SIGNALS.name(), 0), 2L));
    assertThat(broker.history().stream().map(ProducerRecord::topic))
        .containsExactly(
            Topics.SIGHTINGS.name(),
            Topics.SIGNALS.name(),
            Topics.SIGHTINGS.name(),
            Topics.SIGNALS.name(),
            Topics.DEAD_LETTERS.name());
    assertThat(broker.history().stream().map(ProducerRecord::key))
        .containsExactly(
            "marsh-list:One", "marsh-list:One", "marsh-list:Two", "marsh-list:Two", "marsh-list");
  }

  @Test
  void nothingIsFinishedBeforeTheLastAcknowledgement() throws NotAcknowledgedException {
    var broker = broker(false);
    Batch batch = batch(broker);
    batch.publish(paper("One", 14));

    var finished = CompletableFuture.supplyAsync(() -> finish(batch));
    broker.completeNext();
    assertThat(finished).isNotDone();
    broker.completeNext();

    await().untilAsserted(() -> assertThat(finished).isCompletedWithValue(true));
  }

  @Test
  void oneRecordThatDidNotArriveMeansThatTheBatchDidNot() throws NotAcknowledgedException {
    var broker = broker(false);
    Batch batch = batch(broker);
    batch.publish(paper("One", 14));
    broker.errorNext(new TimeoutException("30 s"));
    broker.completeNext();

    assertThatThrownBy(batch::finish)
        .isInstanceOf(NotAcknowledgedException.class)
        .hasMessageContaining("30 s");
    assertThatThrownBy(() -> batch.publish(paper("Two", 0)))
        .isInstanceOf(NotAcknowledgedException.class);
  }

  @Test
  void aBrokerThatCannotBeFoundIsAFailureToo() {
    var batch =
        new Batch(
            () -> {
              throw new KafkaException("no such host");
            },
            AS_TEXT,
            new DeadLetters(new DataFolder(data)),
            new BatchInfo("batch", Optional.empty(), Instant.EPOCH, Given.through(Door.CAPTURES)));

    assertThatThrownBy(() -> batch.publish(paper("One", 0)))
        .isInstanceOf(NotAcknowledgedException.class);
    assertThatThrownBy(batch::finish).isInstanceOf(NotAcknowledgedException.class);
  }

  @Test
  void aStreamIsReadNoFasterThanTheBrokerTakesIt() {
    var broker = broker(false);
    Batch batch = batch(broker);
    var sent = new AtomicInteger();
    String text = "x".repeat(100_000);

    var sending =
        CompletableFuture.runAsync(
            () -> {
              for (int i = 0; i < 1_000; i++) {
                publish(batch, text);
                sent.incrementAndGet();
              }
            });

    int fit = Batch.WINDOW_BYTES / 100_000;
    await().until(() -> sent.get() >= fit - 2);
    assertThat(sent.get()).isLessThanOrEqualTo(fit);
    assertThat(sending).isNotDone();
    await().until(() -> acknowledgeAll(broker) && sending.isDone());
    assertThat(sent).hasValue(1_000);
  }

  @Test
  void aSightingThatNoRecordHoldsIsNotSent() throws NotAcknowledgedException {
    var broker = broker(true);

    assertThat(batch(broker).publish(withAbstract("One", "x".repeat(1_000_000)))).isFalse();
    assertThat(broker.history()).isEmpty();
  }

  private static boolean acknowledgeAll(MockProducer<String, byte[]> broker) {
    boolean more = true;
    while (more) {
      more = broker.completeNext();
    }
    return true;
  }

  private static boolean finish(Batch batch) {
    try {
      batch.finish();
      return true;
    } catch (NotAcknowledgedException e) {
      return false;
    }
  }

  private static void publish(Batch batch, String text) {
    try {
      batch.publish(withAbstract("One", text));
    } catch (NotAcknowledgedException e) {
      throw new AssertionError(e);
    }
  }

  private static MockProducer<String, byte[]> broker(boolean acknowledges) {
    return new MockProducer<>(
        acknowledges, null, new StringSerializer(), new ByteArraySerializer());
  }

  private Batch batch(MockProducer<String, byte[]> broker) {
    return new Batch(
        () -> broker,
        AS_TEXT,
        new DeadLetters(new DataFolder(data)),
        new BatchInfo("batch", Optional.empty(), Instant.EPOCH, Given.through(Door.CAPTURES)));
  }

  private static Seen paper(String title, long comments) {
    return new Seen(
        1, sighting(title, "We fold maps."), List.of(new SignalSeen("comment", comments)));
  }

  private static Seen withAbstract(String title, String text) {
    return new Seen(1, sighting(title, text), List.of());
  }

  private static Sighting sighting(String title, String text) {
    return new Sighting(
        new Origin.Native(SOURCE, title),
        Statement.titled(title).abstractText(Optional.of(text)).done(),
        Optional.empty(),
        Optional.empty(),
        new Parser("test", 1));
  }

  private static Reject reject() {
    return new Reject(3, Reason.JSON_MALFORMED, "not JSON", Optional.empty(), Raw.text("{"));
  }
}
