package org.paperwire.standalone.archive;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/// One record of a topic as an archive has it.
final class Entry {

  static final String NAME = "ArchivedRecord";
  static final String NAMESPACE = "org.paperwire.archive";

  /// The value of what is no value of its topic: the bytes as they stand there.
  static final Schema RAW = Schema.create(Schema.Type.BYTES);

  private Entry() {}

  /// The schema of entries with such values.
  static Schema schema(Schema value) {
    Schema header =
        SchemaBuilder.record("ArchivedHeader")
            .namespace(NAMESPACE)
            .doc("A header of the record.")
            .fields()
            .requiredString("key")
            .name("value")
            .type()
            .nullable()
            .bytesType()
            .noDefault()
            .endRecord();
    return SchemaBuilder.record(NAME)
        .namespace(NAMESPACE)
        .doc("A record of a topic, with its value as it was written.")
        .fields()
        .requiredInt("partition")
        .requiredLong("offset")
        .name("timestamp")
        .doc("When it was published, in milliseconds since 1970.")
        .type(LogicalTypes.timestampMillis().addToSchema(Schema.create(Schema.Type.LONG)))
        .noDefault()
        .name("key")
        .type()
        .nullable()
        .stringType()
        .noDefault()
        .name("headers")
        .type(Schema.createArray(header))
        .noDefault()
        .name("value")
        .doc("Nothing, for a tombstone.")
        .type(Schema.createUnion(Schema.create(Schema.Type.NULL), value))
        .noDefault()
        .endRecord();
  }

  /// The schema of the values of such entries; empty for a schema that is not one of entries.
  static Optional<Schema> valueSchema(Schema entry) {
    if (!entry.getFullName().equals(NAMESPACE + "." + NAME)
        || entry.getField("value") == null
        || entry.getField("value").schema().getType() != Schema.Type.UNION) {
      return Optional.empty();
    }
    return entry.getField("value").schema().getTypes().stream()
        .filter(type -> type.getType() != Schema.Type.NULL)
        .findFirst();
  }

  static GenericRecord of(
      ConsumerRecord<String, byte[]> record, @Nullable Object value, Schema schema) {
    Schema headerSchema = schema.getField("headers").schema().getElementType();
    var headers = new ArrayList<GenericRecord>();
    for (Header header : record.headers()) {
      headers.add(
          new GenericRecordBuilder(headerSchema)
              .set("key", header.key())
              .set("value", header.value() == null ? null : ByteBuffer.wrap(header.value()))
              .build());
    }
    return new GenericRecordBuilder(schema)
        .set("partition", record.partition())
        .set("offset", record.offset())
        .set("timestamp", record.timestamp())
        .set("key", record.key())
        .set("headers", headers)
        .set("value", value)
        .build();
  }

  static long offset(GenericRecord entry) {
    return (Long) entry.get("offset");
  }

  static long timestamp(GenericRecord entry) {
    return (Long) entry.get("timestamp");
  }

  static @Nullable String key(GenericRecord entry) {
    return entry.get("key") == null ? null : entry.get("key").toString();
  }

  static List<Header> headers(GenericRecord entry) {
    var headers = new ArrayList<Header>();
    for (Object element : (Iterable<?>) entry.get("headers")) {
      var header = (GenericRecord) element;
      var value = (ByteBuffer) header.get("value");
      headers.add(
          new RecordHeader(header.get("key").toString(), value == null ? null : bytes(value)));
    }
    return headers;
  }

  static byte[] bytes(ByteBuffer buffer) {
    var bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
