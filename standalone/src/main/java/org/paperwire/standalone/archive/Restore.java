package org.paperwire.standalone.archive;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.paperwire.topics.Topic;
import org.paperwire.topics.Topics;

/// Sends an archive to the source topics of a Paperwire. What was said there already is not said
/// anew by it: papers are made of sets of statements. So it may be repeated, and sent to a
/// Paperwire that has papers of its own.
///
/// Of topics that keep the newest record of each key, a record is sent only where nothing newer
/// stands: what people decided since then holds.
public final class Restore {

  private static final byte MAGIC = 0;

  /// How much waits to be sent at once.
  private static final long BUFFER_BYTES = 8L << 20;

  private final Brokers kafka;
  private final SchemaRegistryClient registry;

  /// What was done.
  ///
  /// @param sent records
  /// @param older records that were left out because something newer stands there
  public record Outcome(long sent, long older) {}

  public Restore(Brokers kafka, SchemaRegistryClient registry) {
    this.kafka = kafka;
    this.registry = registry;
  }

  /// Sends everything, after having looked at every file.
  ///
  /// @param progress told how many records are behind it, and of how many
  /// @throws ArchiveException when that is no archive, or broker or registry do not take it. What
  ///   was sent until then stays, and sending it again does no harm
  public Outcome from(Path folder, BiConsumer<Long, Long> progress)
      throws IOException, ArchiveException {
    Contents contents = Contents.check(folder);
    Map<String, List<Contents.Item>> partitions =
        contents.files().stream()
            .collect(
                Collectors.groupingBy(
                    file -> file.topic() + " " + file.partition(),
                    TreeMap::new,
                    Collectors.toList()));
    for (List<Contents.Item> files : partitions.values()) {
      topic(files.getFirst().topic());
    }
    var settings = new HashMap<>(kafka.producer("paperwire-restore"));
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 30_000);
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      var sending = new Sending(producer, contents.records(), progress);
      var newest = new HashMap<Topic<?>, Map<String, Long>>();
      for (List<Contents.Item> files : partitions.values()) {
        Topic<?> topic = topic(files.getFirst().topic());
        sending.newest = newest.computeIfAbsent(topic, this::newest);
        send(folder, topic, files, sending);
      }
      producer.flush();
      sending.check();
      return new Outcome(sending.sent, sending.older);
    } catch (KafkaException e) {
      throw new ArchiveException("The broker does not take it: " + e.getMessage(), e);
    }
  }

  private Map<String, Long> newest(Topic<?> topic) {
    return topic.kept() instanceof Topic.Kept.NewestOfEachKey
        ? NewestTimes.of(kafka, topic)
        : Map.of();
  }

  private static Topic<?> topic(String name) throws ArchiveException {
    Optional<Topic<?>> topic =
        Topics.SOURCES.stream().filter(source -> source.name().equals(name)).findFirst();
    return topic.orElseThrow(
        () ->
            new ArchiveException("The archive has a topic that is no source here: " + name + "."));
  }

  /// Sends the records of one partition in the order in which they stood there, whatever schemas
  /// they were written with.
  private void send(Path folder, Topic<?> topic, List<Contents.Item> files, Sending sending)
      throws IOException, ArchiveException {
    var sources = new ArrayList<Source>();
    try {
      for (Contents.Item file : files) {
        sources.add(open(folder, topic, file));
      }
      var next = new PriorityQueue<Source>(Comparator.comparingLong(Source::offset));
      sources.stream().filter(source -> source.entry != null).forEach(next::add);
      for (Source source = next.poll(); source != null; source = next.poll()) {
        sending.send(topic, source);
        source.advance();
        if (source.entry != null) {
          next.add(source);
        }
      }
    } catch (AvroRuntimeException e) {
      throw new ArchiveException("An archived record cannot be read: " + e.getMessage(), e);
    } finally {
      for (Source source : sources) {
        source.reader.close();
      }
    }
  }

  private Source open(Path folder, Topic<?> topic, Contents.Item file)
      throws IOException, ArchiveException {
    DataFileReader<GenericRecord> reader;
    try {
      reader =
          new DataFileReader<>(folder.resolve(file.name()).toFile(), new GenericDatumReader<>());
    } catch (IOException e) {
      throw new ArchiveException(file.name() + " is no Avro file: " + e.getMessage(), e);
    }
    try {
      Schema value =
          Entry.valueSchema(reader.getSchema())
              .orElseThrow(
                  () -> new ArchiveException(file.name() + " is not a file of an archive."));
      return new Source(
          reader, value, value.getType() == Schema.Type.BYTES ? -1 : id(topic, value));
    } catch (ArchiveException | RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  /// The id that the registry here has for a schema; it is told of one that it does not know.
  private int id(Topic<?> topic, Schema schema) throws ArchiveException {
    var avro = new AvroSchema(schema);
    try {
      try {
        return registry.getId(topic.subject(), avro);
      } catch (RestClientException _) {
        return registry.register(topic.subject(), avro);
      }
    } catch (IOException | RestClientException e) {
      throw new ArchiveException(
          "The registry does not take a schema of " + topic.name() + ": " + e.getMessage(), e);
    }
  }

  /// A file being read.
  private static final class Source {

    private final DataFileReader<GenericRecord> reader;
    private final Schema schema;
    private final int id;
    private @Nullable GenericRecord entry;

    Source(DataFileReader<GenericRecord> reader, Schema schema, int id) {
      this.reader = reader;
      this.schema = schema;
      this.id = id;
      advance();
    }

    void advance() {
      entry = reader.hasNext() ? reader.next() : null;
    }

    long offset() {
      return entry == null ? Long.MAX_VALUE : Entry.offset(entry);
    }

    byte @Nullable [] value(GenericRecord of) throws IOException {
      Object value = of.get("value");
      if (value == null || value instanceof ByteBuffer) {
        return value == null ? null : Entry.bytes((ByteBuffer) value);
      }
      var bytes = new ByteArrayOutputStream();
      bytes.write(MAGIC);
      bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(id).array());
      BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
      new GenericDatumWriter<>(schema).write(value, encoder);
      encoder.flush();
      return bytes.toByteArray();
    }
  }

  /// What is on its way.
  private static final class Sending {

    private final KafkaProducer<String, byte[]> producer;
    private final long total;
    private final BiConsumer<Long, Long> progress;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private Map<String, Long> newest = Map.of();
    private long sent;
    private long older;

    Sending(KafkaProducer<String, byte[]> producer, long total, BiConsumer<Long, Long> progress) {
      this.producer = producer;
      this.total = total;
      this.progress = progress;
    }

    void send(Topic<?> topic, Source source) throws IOException, ArchiveException {
      GenericRecord entry = source.entry;
      if (entry == null) {
        return;
      }
      String key = Entry.key(entry);
      if (key != null && newest.getOrDefault(key, -1L) >= Entry.timestamp(entry)) {
        older++;
      } else {
        var record =
            new ProducerRecord<>(
                topic.name(),
                null,
                Entry.timestamp(entry),
                key,
                source.value(entry),
                Entry.headers(entry));
        producer.send(record, (_, e) -> failure.compareAndSet(null, e));
        sent++;
      }
      check();
      progress.accept(sent + older, total);
    }

    void check() throws ArchiveException {
      Exception e = failure.get();
      if (e != null) {
        throw new ArchiveException("The broker did not take a record: " + e.getMessage(), e);
      }
    }
  }
}
