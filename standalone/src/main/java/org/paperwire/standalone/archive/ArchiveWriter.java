package org.paperwire.standalone.archive;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Writes records of topics to the files of an archive. Belongs to one thread.
final class ArchiveWriter implements AutoCloseable {

  /// Deflate, because every reader of Avro has to know it.
  private static final CodecFactory CODEC = CodecFactory.deflateCodec(6);

  private static final byte MAGIC = 0;
  private static final int HEADER_BYTES = 5;
  private static final int NOT_FOUND = 404;
  private static final String RAW = "raw";

  /// A file being written.
  private static final class Open {
    private final String topic;
    private final int partition;
    private final Schema schema;
    private final DataFileWriter<GenericRecord> writer;
    private long records;

    Open(String topic, int partition, Schema schema, DataFileWriter<GenericRecord> writer) {
      this.topic = topic;
      this.partition = partition;
      this.schema = schema;
      this.writer = writer;
    }

    void append(GenericRecord entry) throws IOException {
      writer.append(entry);
      records++;
    }
  }

  private final Path folder;
  private final SchemaRegistryClient registry;
  private final Instant createdAt;
  private final Map<String, Open> open = new TreeMap<>();
  private final Map<Integer, Optional<Schema>> schemas = new HashMap<>();

  /// @param folder new, or empty
  ArchiveWriter(Path folder, SchemaRegistryClient registry, Instant createdAt)
      throws IOException, ArchiveException {
    this.folder = folder;
    this.registry = registry;
    this.createdAt = createdAt;
    Files.createDirectories(folder);
    try (var entries = Files.list(folder)) {
      if (entries.findAny().isPresent()) {
        throw new ArchiveException(folder + " is not empty; an archive takes a folder of its own.");
      }
    }
  }

  void write(ConsumerRecord<String, byte[]> record) throws IOException, ArchiveException {
    byte[] value = record.value();
    if (value == null) {
      Open file = file(record, RAW, Entry.RAW);
      file.append(Entry.of(record, null, file.schema));
      return;
    }
    int id =
        value.length >= HEADER_BYTES && value[0] == MAGIC ? ByteBuffer.wrap(value).getInt(1) : -1;
    Optional<Schema> schema = schema(id);
    Optional<Object> read = schema.flatMap(known -> read(known, value));
    if (schema.isPresent() && read.isPresent()) {
      Open file = file(record, Integer.toString(id), schema.get());
      file.append(Entry.of(record, read.get(), file.schema));
    } else {
      Open file = file(record, RAW, Entry.RAW);
      file.append(Entry.of(record, ByteBuffer.wrap(value), file.schema));
    }
  }

  /// The schema of that id; empty when nobody knows it.
  private Optional<Schema> schema(int id) throws ArchiveException {
    Optional<Schema> known = schemas.get(id);
    if (known == null) {
      known = id < 0 ? Optional.empty() : ask(id);
      schemas.put(id, known);
    }
    return known;
  }

  private Optional<Schema> ask(int id) throws ArchiveException {
    try {
      ParsedSchema schema = registry.getSchemaById(id);
      return schema.rawSchema() instanceof Schema avro ? Optional.of(avro) : Optional.empty();
    } catch (RestClientException e) {
      if (e.getStatus() == NOT_FOUND) {
        return Optional.empty();
      }
      throw new ArchiveException(
          "The registry does not tell schema " + id + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new ArchiveException("The registry does not answer: " + e.getMessage(), e);
    }
  }

  /// The value, if it is one of that schema from its first byte to its last.
  private static Optional<Object> read(Schema schema, byte[] value) {
    try {
      BinaryDecoder decoder =
          DecoderFactory.get()
              .binaryDecoder(value, HEADER_BYTES, value.length - HEADER_BYTES, null);
      Object read = new GenericDatumReader<>(schema).read(null, decoder);
      return decoder.isEnd() ? Optional.ofNullable(read) : Optional.empty();
    } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  private Open file(ConsumerRecord<String, byte[]> record, String kind, Schema value)
      throws IOException {
    String name = "%s/%d-%s.avro".formatted(record.topic(), record.partition(), kind);
    Open file = open.get(name);
    if (file == null) {
      Path path = folder.resolve(name);
      Files.createDirectories(folder.resolve(record.topic()));
      Schema schema = Entry.schema(value);
      var writer =
          new DataFileWriter<GenericRecord>(new GenericDatumWriter<>(schema))
              .setCodec(CODEC)
              .create(schema, path.toFile());
      file = new Open(record.topic(), record.partition(), schema, writer);
      open.put(name, file);
    }
    return file;
  }

  /// Ends the archive: from now on it is one.
  Contents finish() throws IOException {
    close();
    List<Contents.Item> items = new ArrayList<>();
    for (var file : open.entrySet()) {
      items.add(
          Contents.item(
              folder,
              file.getValue().topic,
              file.getValue().partition,
              file.getKey(),
              file.getValue().records));
    }
    var contents = new Contents(createdAt, items);
    contents.write(folder);
    return contents;
  }

  @Override
  public void close() throws IOException {
    for (Open file : open.values()) {
      file.writer.close();
    }
  }
}
