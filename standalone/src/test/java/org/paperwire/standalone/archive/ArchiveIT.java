package org.paperwire.standalone.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperwire.avro.Signal;
import org.paperwire.broker.EmbeddedBroker;
import org.paperwire.platform.KafkaSettings;
import org.paperwire.serdes.RegistrySerdes;
import org.paperwire.topics.Cluster;
import org.paperwire.topics.SchemaDeployment;
import org.paperwire.topics.TopicDeployment;
import org.paperwire.topics.Topics;

/// From one broker to files and from there to another, whose registry gives schemas other ids.
@Tag("thorough")
class ArchiveIT {

  private static final Instant AT = Instant.parse("2026-01-02T03:04:05.678Z");
  private static final int SIGNALS = 40;

  @TempDir static Path folder;
  private static Side from;
  private static Side to;
  private static Path archive;

  /// A broker, a registry, and the words to speak to them.
  private static final class Side implements AutoCloseable {

    private final EmbeddedBroker broker;
    private final KafkaSettings kafka;
    private final RegistrySerdes serdes;
    private final KafkaProducer<String, byte[]> producer;

    Side(Path log, String registry, boolean otherIds) throws Exception {
      broker = EmbeddedBroker.start(log);
      kafka = new KafkaSettings(broker.bootstrapServers());
      serdes = new RegistrySerdes(registry);
      if (otherIds) {
        serdes
            .registry()
            .register("something-else", new AvroSchema(Schema.create(Schema.Type.STRING)));
      }
      SchemaDeployment.deploy(serdes.registry());
      try (Admin admin = Admin.create(kafka.admin("test"))) {
        TopicDeployment.deploy(admin, Cluster.STANDALONE);
      }
      producer =
          new KafkaProducer<>(
              kafka.producer("test"), new StringSerializer(), new ByteArraySerializer());
    }

    void send(String topic, String key, Instant at, byte[] value) throws Exception {
      var headers = new RecordHeaders();
      headers.add("origin", key.getBytes(StandardCharsets.UTF_8)).add("empty", null);
      producer
          .send(new ProducerRecord<>(topic, null, at.toEpochMilli(), key, value, headers))
          .get();
    }

    byte[] signal(String key, long count) {
      try (Serializer<Signal> serializer = serdes.serializer()) {
        return serializer.serialize(Topics.SIGNALS.name(), signalOf(key, count));
      }
    }

    /// Everything in a topic but the ids of schemas: partition by partition, in order.
    List<String> content(String topic) {
      try (var consumer =
          new KafkaConsumer<>(
              kafka.consumer("test"), new StringDeserializer(), new ByteArrayDeserializer())) {
        var partitions =
            consumer.partitionsFor(topic).stream()
                .map(p -> new TopicPartition(topic, p.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        var found = new ArrayList<String>();
        while (ends.entrySet().stream()
            .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
          consumer.poll(Duration.ofSeconds(1)).forEach(record -> found.add(words(record)));
        }
        return found.stream().sorted().toList();
      }
    }

    private static String words(ConsumerRecord<String, byte[]> record) {
      byte[] value = record.value();
      boolean isAvro = value != null && value.length > 5 && value[0] == 0;
      return "%d/%d %s %s %s %s"
          .formatted(
              record.partition(),
              record.offset(),
              record.key(),
              Instant.ofEpochMilli(record.timestamp()),
              record.headers(),
              value == null ? "-" : HexFormat.of().formatHex(value, isAvro ? 5 : 0, value.length));
    }

    @Override
    public void close() {
      producer.close();
      broker.close();
    }
  }

  private static Signal signalOf(String key, long count) {
    return Signal.newBuilder()
        .setSignalId(key + count)
        .setRecordKey(key)
        .setSource("test")
        .setKind("comment")
        .setCount(count)
        .setObservedAt(AT)
        .setReceivedAt(AT)
        .setBatchId("b")
        .build();
  }

  @BeforeAll
  static void start() throws Exception {
    from = new Side(folder.resolve("from"), "mock://archive-from", false);
    to = new Side(folder.resolve("to"), "mock://archive-to", true);
    for (int i = 0; i < SIGNALS; i++) {
      String key = "arxiv:2401.%05d".formatted(i % 10);
      from.send(Topics.SIGNALS.name(), key, AT.plusMillis(i), from.signal(key, i));
    }
    from.send(Topics.SIGNALS.name(), "poison", AT, new byte[] {1, 2, 3});
    from.send(Topics.SIGNALS.name(), "torn", AT, torn());
    from.send(Topics.DECISIONS.name(), "a b", AT, null);
    archive = folder.resolve("archive");
    new Backup(new Brokers(from.kafka), from.serdes.registry()).to(archive, AT, (_, _) -> {});
  }

  private static byte[] torn() {
    byte[] whole = from.signal("torn", 7);
    return Arrays.copyOf(whole, whole.length - 1);
  }

  @AfterAll
  static void stop() {
    from.close();
    to.close();
  }

  private static Restore restore() {
    return new Restore(new Brokers(to.kafka), to.serdes.registry());
  }

  @Test
  void whatWasMovedIsTheSameAndMovingItAgainDoesNoHarm() throws Exception {
    var outcome = restore().from(archive, (_, _) -> {});
    assertThat(outcome).isEqualTo(new Restore.Outcome(SIGNALS + 3, 0));
    assertThat(to.content(Topics.SIGNALS.name())).isEqualTo(from.content(Topics.SIGNALS.name()));
    assertThat(to.content(Topics.DECISIONS.name()))
        .isEqualTo(from.content(Topics.DECISIONS.name()));

    var again = restore().from(archive, (_, _) -> {});
    assertThat(again.older()).as("the decision stands there already").isEqualTo(1);
    assertThat(again.sent()).isEqualTo(SIGNALS + 2);
    assertThat(to.content(Topics.DECISIONS.name())).hasSize(1);
  }

  @Test
  void valuesCanBeReadThereUnderTheIdsOfThatRegistry() throws Exception {
    restore().from(archive, (_, _) -> {});
    int id =
        to.serdes
            .registry()
            .getId(Topics.SIGNALS.subject(), new AvroSchema(Topics.SIGNALS.schema()));
    assertThat(id)
        .isNotEqualTo(
            from.serdes
                .registry()
                .getId(Topics.SIGNALS.subject(), new AvroSchema(Topics.SIGNALS.schema())));
    try (var consumer =
            new KafkaConsumer<>(
                to.kafka.consumer("test"), new StringDeserializer(), new ByteArrayDeserializer());
        var deserializer = to.serdes.deserializer(Topics.SIGNALS)) {
      var partitions =
          consumer.partitionsFor(Topics.SIGNALS.name()).stream()
              .map(p -> new TopicPartition(p.topic(), p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      int read = 0;
      while (read < SIGNALS) {
        for (var record : consumer.poll(Duration.ofSeconds(1))) {
          if (record.key().startsWith("arxiv:")) {
            assertThat(ByteBuffer.wrap(record.value()).getInt(1)).isEqualTo(id);
            Signal signal = deserializer.deserialize(record.topic(), record.value());
            assertThat(signal.getRecordKey()).isEqualTo(record.key());
            read++;
          }
        }
      }
    }
  }

  @Test
  void anybodyCanReadTheFiles() throws IOException {
    var keys = new ArrayList<String>();
    try (Stream<Path> files = Files.list(archive.resolve(Topics.SIGNALS.name()))) {
      for (Path file : files.filter(f -> !f.toString().endsWith("raw.avro")).toList()) {
        try (var reader =
            new DataFileReader<GenericRecord>(file.toFile(), new GenericDatumReader<>())) {
          for (GenericRecord entry : reader) {
            var value = (GenericRecord) entry.get("value");
            assertThat(value.get("recordKey")).hasToString(entry.get("key").toString());
            keys.add(entry.get("key").toString());
          }
        }
      }
    }
    assertThat(keys).hasSize(SIGNALS);
  }

  @Test
  void whatIsNoArchiveOrNotWholeIsRefusedBeforeAnythingIsSent() throws Exception {
    List<String> before = to.content(Topics.SIGNALS.name());

    assertThat(refusal(folder)).contains("is no archive, or one that was not finished");
    Path copy = copy("cut");
    Path file = firstFile(copy);
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 10));
    assertThat(refusal(copy)).contains("it is cut off or was changed");

    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    assertThat(refusal(copy)).contains("its SHA-256 differs");

    Files.delete(file);
    assertThat(refusal(copy)).contains("lacks its file");

    Path foreign = copy("foreign");
    Path json = foreign.resolve(Contents.FILE);
    Files.writeString(json, Files.readString(json).replace("signals.v1", "strangers.v1"));
    assertThat(refusal(foreign)).contains("lacks its file");
    Files.writeString(json, "{\"format\":\"something else\"}");
    assertThat(refusal(foreign)).contains("is not that of an archive of Paperwire");
    Files.writeString(json, "no JSON");
    assertThat(refusal(foreign)).contains("cannot be read");

    assertThat(to.content(Topics.SIGNALS.name())).isEqualTo(before);
  }

  @Test
  void anArchiveTakesAFolderOfItsOwn() {
    assertThatExceptionOfType(ArchiveException.class)
        .isThrownBy(
            () ->
                new Backup(new Brokers(from.kafka), from.serdes.registry())
                    .to(archive, AT, (_, _) -> {}))
        .withMessageContaining("is not empty");
  }

  private static String refusal(Path where) {
    var messages = new ArrayList<String>();
    assertThatExceptionOfType(ArchiveException.class)
        .isThrownBy(() -> restore().from(where, (_, _) -> {}))
        .satisfies(e -> messages.add(e.getMessage()));
    return messages.getFirst();
  }

  private static Path copy(String name) throws IOException {
    Path copy = folder.resolve(name);
    try (Stream<Path> all = Files.walk(archive)) {
      for (Path path : all.toList()) {
        Path target = copy.resolve(archive.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          Files.copy(path, target);
        }
      }
    }
    return copy;
  }

  private static Path firstFile(Path where) throws IOException {
    try (Stream<Path> files = Files.list(where.resolve(Topics.SIGNALS.name()))) {
      return files.sorted().findFirst().orElseThrow();
    }
  }
}
