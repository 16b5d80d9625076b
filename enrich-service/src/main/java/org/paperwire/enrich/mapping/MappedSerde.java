package org.paperwire.enrich.mapping;

import java.util.function.Function;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/// A serde of domain values on top of a serde of their form on the wire.
final class MappedSerde {

  private MappedSerde() {}

  /// @param write from the domain to the wire
  /// @param read back; any exception says that the value makes no sense
  static <D, W> Serde<D> of(Serde<W> wire, Function<D, W> write, Function<W, D> read) {
    return Serdes.serdeFrom(
        writer(wire.serializer(), write), reader(wire.deserializer(), read, false));
  }

  /// The same for a topic, where a record without a value makes no sense either.
  static <D, W> Deserializer<D> required(Deserializer<W> wire, Function<W, D> read) {
    return reader(wire, read, true);
  }

  @SuppressWarnings("NullAway") // Kafka's own contract: no value, no bytes
  private static <D, W> Serializer<D> writer(Serializer<W> wire, Function<D, W> write) {
    return (topic, value) -> value == null ? null : wire.serialize(topic, write.apply(value));
  }

  @SuppressWarnings("NullAway") // Kafka's own contract: no bytes, no value
  private static <D, W> Deserializer<D> reader(
      Deserializer<W> wire, Function<W, D> read, boolean required) {
    return (topic, bytes) -> {
      W value = wire.deserialize(topic, bytes);
      if (value == null) {
        if (required) {
          throw new SerializationException("a record without a value on " + topic);
        }
        return null;
      }
      try {
        return read.apply(value);
      } catch (RuntimeException e) {
        throw new SerializationException(
            "a value on %s makes no sense: %s".formatted(topic, e.getMessage()), e);
      }
    };
  }
}
