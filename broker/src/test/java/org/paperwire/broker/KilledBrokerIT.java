package org.paperwire.broker;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.record.internal.FileLogInputStream.FileChannelRecordBatch;
import org.apache.kafka.common.record.internal.FileRecords;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.coordinator.transaction.TransactionState;
import org.apache.kafka.coordinator.transaction.generated.TransactionLogValue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// `kill -9` of a broker in the worst moment: a transaction over many partitions is decided, and
/// none of them has heard of it.
///
/// The moment lasts for milliseconds. So the broker is killed some time later, and what it wrote
/// after that moment is cut off its logs, as if it had not come to write it.
@Tag("thorough")
class KilledBrokerIT {

  private static final String TOPIC = "ledger";
  private static final int PARTITIONS = 24;
  private static final String MARKER_SENDER =
      "kafka.coordinator.transaction.TransactionMarkerChannelManager";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path folder;

  @Test
  void aDecidedTransactionIsCompletedInAllItsPartitionsAfterTheRestart() throws Exception {
    int port = FreePort.choose();
    Process broker = broker(port);
    try {
      createTopic(port);
      commitATransactionAndLeaveAnotherOpen(port);
    } finally {
      broker.destroyForcibly().waitFor();
    }
    forgetEverythingAfterTheDecision();
    List<ILoggingEvent> coordinatorSays = listenTo(MARKER_SENDER);

    try (var restarted = EmbeddedBroker.start(kafka(), port)) {
      assertThat(committedRecords(restarted.bootstrapServers())).hasSize(PARTITIONS);
      // It may come out well by luck as well, when the coordinator is elected twice.
      assertThat(coordinatorSays)
          .extracting(ILoggingEvent::getFormattedMessage)
          .isNotEmpty()
          .noneMatch(line -> line.contains("likely deleted"));
    }
  }

  private static List<ILoggingEvent> listenTo(String logger) {
    var heard = new ListAppender<ILoggingEvent>();
    heard.start();
    var speaker = (Logger) LoggerFactory.getLogger(logger);
    speaker.setLevel(Level.INFO);
    speaker.addAppender(heard);
    return heard.list;
  }

  private Path kafka() {
    return folder.resolve("kafka");
  }

  private Process broker(int port) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            BrokerProcess.class.getName(),
            kafka().toString(),
            Integer.toString(port))
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("broker.log").toFile())
        .start();
  }

  private static void createTopic(int port) throws Exception {
    try (var admin = Admin.create(client("127.0.0.1:" + port))) {
      admin
          .createTopics(List.of(new NewTopic(TOPIC, PARTITIONS, (short) 1)))
          .all()
          .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
  }

  /// The second begins only after the first is complete.
  private static void commitATransactionAndLeaveAnotherOpen(int port) {
    var settings = new HashMap<>(client("127.0.0.1:" + port));
    settings.put("transactional.id", "ledger-writer");
    var strings = new StringSerializer();
    var producer = new KafkaProducer<>(settings, strings, strings);
    try {
      producer.initTransactions();
      producer.beginTransaction();
      for (int partition = 0; partition < PARTITIONS; partition++) {
        producer.send(new ProducerRecord<>(TOPIC, partition, null, "entry " + partition));
      }
      producer.commitTransaction();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(TOPIC, 0, null, "never committed"));
      producer.flush();
    } finally {
      producer.close(Duration.ZERO);
    }
  }

  private void forgetEverythingAfterTheDecision() throws IOException {
    boolean decided = false;
    try (var partitions = Files.newDirectoryStream(kafka(), "{ledger,__transaction_state}-*")) {
      for (Path partition : partitions) {
        boolean ledger = partition.getFileName().toString().startsWith(TOPIC);
        boolean cut =
            cutFrom(
                partition,
                ledger ? RecordBatch::isControlBatch : KilledBrokerIT::saysThatItIsComplete);
        decided |= cut && !ledger;
      }
    }
    assertThat(decided).as("the transaction log is cut after the decision").isTrue();
    for (String checkpoint :
        List.of("recovery-point-offset-checkpoint", "replication-offset-checkpoint")) {
      Files.deleteIfExists(kafka().resolve(checkpoint));
    }
  }

  /// Cuts a log off before the first batch of that kind; indexes are made anew at the start.
  private static boolean cutFrom(Path partition, Predicate<RecordBatch> first) throws IOException {
    boolean cut = false;
    Path log = partition.resolve("00000000000000000000.log");
    try (var records = FileRecords.open(log.toFile(), true)) {
      for (FileChannelRecordBatch batch : records.batches()) {
        if (first.test(batch)) {
          records.truncateTo(batch.position());
          cut = true;
          break;
        }
      }
    }
    try (var derived = Files.newDirectoryStream(partition, "*.{index,timeindex,snapshot}")) {
      for (Path file : derived) {
        Files.delete(file);
      }
    }
    return cut;
  }

  private static boolean saysThatItIsComplete(RecordBatch batch) {
    for (var record : batch) {
      var bytes = record.value().duplicate();
      short version = bytes.getShort();
      var state = new TransactionLogValue(new ByteBufferAccessor(bytes), version);
      if (state.transactionStatus() == TransactionState.COMPLETE_COMMIT.id()) {
        return true;
      }
    }
    return false;
  }

  /// Reads to the end of what was written, which a transaction that stays open would prevent.
  private static Set<String> committedRecords(String bootstrapServers) throws Exception {
    var settings = new HashMap<>(client(bootstrapServers));
    settings.put("isolation.level", "read_committed");
    var strings = new StringDeserializer();
    var found = new HashSet<String>();
    try (var consumer = new KafkaConsumer<>(settings, strings, strings)) {
      List<TopicPartition> all =
          IntStream.range(0, PARTITIONS).mapToObj(p -> new TopicPartition(TOPIC, p)).toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (found.size() < PARTITIONS && System.nanoTime() < deadline) {
        consumer.poll(Duration.ofMillis(200)).forEach(record -> found.add(record.value()));
      }
    }
    return found;
  }

  private static Map<String, Object> client(String bootstrapServers) {
    return Map.of("bootstrap.servers", bootstrapServers, "request.timeout.ms", 5_000);
  }
}
