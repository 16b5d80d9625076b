package org.paperwire.query.views;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.paperwire.serdes.RegistrySerdes;
import org.paperwire.topics.Topic;

/// Reads the values of one topic, and tells a record that can never be read from a registry that
/// does not answer: the first is passed over, the second waited for. The deserializer itself throws
/// the same exception for both.
public final class Decoder<V extends SpecificRecord> {

  private static final byte MAGIC = 0;
  private static final int HEADER_BYTES = 5;
  private static final int NOT_FOUND = 404;

  /// What a record holds.
  public sealed interface Decoded<V> {
    /// A value.
    record Value<V>(String key, V value) implements Decoded<V> {}

    /// A tombstone.
    record Nothing<V>(String key) implements Decoded<V> {}

    /// No value of this topic.
    record Poison<V>(String reason, String detail) implements Decoded<V> {}
  }

  /// The registry does not answer. Trying again will help.
  public static final class RegistryAway extends Exception {
    private static final long serialVersionUID = 1L;

    RegistryAway(Exception cause) {
      super("the schema registry does not answer: " + cause.getMessage(), cause);
    }
  }

  private final Topic<V> topic;
  private final Function<V, Optional<String>> keyOf;
  private final SchemaRegistryClient registry;
  private final Deserializer<V> deserializer;

  /// @param key the key that a value must stand under, where there is one
  public Decoder(RegistrySerdes serdes, Topic<V> topic, Function<V, Optional<String>> key) {
    this.topic = topic;
    this.keyOf = key;
    this.registry = serdes.registry();
    this.deserializer = serdes.deserializer(topic);
  }

  /// Reads a record.
  ///
  /// @throws RegistryAway when nobody can say yet what it holds
  public Decoded<V> decode(ConsumerRecord<String, byte[]> record) throws RegistryAway {
    String key = record.key();
    if (key == null || key.isEmpty()) {
      return new Decoded.Poison<>("no-key", "the record has no key");
    }
    byte[] bytes = record.value();
    if (bytes == null) {
      return new Decoded.Nothing<>(key);
    }
    if (bytes.length < HEADER_BYTES || bytes[0] != MAGIC) {
      return new Decoded.Poison<>("not-avro", "the value is not in the Confluent wire format");
    }
    int schema = ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt();
    if (!isKnown(schema)) {
      return new Decoded.Poison<>("unknown-schema", "no schema has the id " + schema);
    }
    try {
      V value = deserializer.deserialize(topic.name(), bytes);
      Optional<String> belongs = keyOf.apply(value);
      if (belongs.isPresent() && !belongs.get().equals(key)) {
        return new Decoded.Poison<>("wrong-key", "the value belongs under " + belongs.get());
      }
      return new Decoded.Value<>(key, value);
    } catch (RuntimeException e) {
      return new Decoded.Poison<>("unreadable", e.toString());
    }
  }

  /// Whether the registry has that schema, asked in the words of the deserializer: the client keeps
  /// an answer to each question, and the deserializer asks nobody when it has this one. One that
  /// does not even know this topic's own has not been deployed to yet, or has lost what it had, and
  /// its "no" means nothing.
  private boolean isKnown(int schema) throws RegistryAway {
    try {
      registry.getSchemaBySubjectAndId(topic.subject(), schema);
      return true;
    } catch (IOException e) {
      throw new RegistryAway(e);
    } catch (RestClientException e) {
      if (e.getStatus() != NOT_FOUND) {
        throw new RegistryAway(e);
      }
    }
    try {
      registry.getId(topic.subject(), new AvroSchema(topic.schema()));
      return false;
    } catch (IOException | RestClientException e) {
      throw new RegistryAway(e);
    }
  }
}
