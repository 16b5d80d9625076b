package org.paperwire.serdes;

import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.paperwire.topics.Topic;

/// Refuses a value of another type than the topic's: a batch that a client put on the wrong topic
/// must become a dead letter, not a `ClassCastException` somewhere later.
@NullMarked
final class OneType<V extends SpecificRecord> implements Deserializer<V> {

  private final KafkaAvroDeserializer confluent;
  private final Topic<V> topic;

  OneType(KafkaAvroDeserializer confluent, Topic<V> topic) {
    this.confluent = confluent;
    this.topic = topic;
  }

  @Override
  @SuppressWarnings("NullAway") // Kafka's own contract: no bytes, no value
  public V deserialize(String name, byte @Nullable [] bytes) {
    Object value = confluent.deserialize(name, bytes, topic.schema());
    if (value == null || topic.type().isInstance(value)) {
      return topic.type().cast(value);
    }
    throw new SerializationException(
        "%s holds a %s, expected %s"
            .formatted(name, value.getClass().getSimpleName(), topic.type().getSimpleName()));
  }

  @Override
  public void close() {
    // the registry client is shared and stays open
  }
}
