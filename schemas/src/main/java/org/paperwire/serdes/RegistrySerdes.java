package org.paperwire.serdes;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClientConfig;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClientFactory;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.confluent.kafka.serializers.AbstractKafkaSchemaSerDeConfig;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroDeserializerConfig;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.confluent.kafka.serializers.KafkaAvroSerializerConfig;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.paperwire.topics.Topic;

/// Serdes of the public topics, on the genuine Confluent client: wire format 0x00, schema id, Avro.
///
/// Schemas are looked up, never registered (see [org.paperwire.topics.SchemaDeployment]). A look-up
/// is made once a schema; [#warm] makes those of a topic ahead of time, so that no processing step
/// ever waits for the registry.
public final class RegistrySerdes {

  private static final int SCHEMAS_CACHED_MAX = 1_000;

  /// Without these the client waits for ever: a registry that loses one request would hold up
  /// whoever asked until the end of time. Whoever asks tries again.
  private static final Map<String, Object> PATIENCE =
      Map.of(
          SchemaRegistryClientConfig.HTTP_CONNECT_TIMEOUT_MS, 2_000,
          SchemaRegistryClientConfig.HTTP_READ_TIMEOUT_MS, 4_000,
          SchemaRegistryClientConfig.MAX_RETRIES_CONFIG, 0);

  private final SchemaRegistryClient registry;
  private final Map<String, Object> settings;

  /// @param registryUrl the registry's Confluent-compatible address, or `mock://name` for one in
  ///   memory
  public RegistrySerdes(String registryUrl) {
    TrustedRecords.vouch();
    this.registry =
        SchemaRegistryClientFactory.newClient(
            List.of(registryUrl),
            SCHEMAS_CACHED_MAX,
            List.of(new AvroSchemaProvider()),
            PATIENCE,
            Map.of());
    this.settings =
        Map.of(
            AbstractKafkaSchemaSerDeConfig.SCHEMA_REGISTRY_URL_CONFIG, registryUrl,
            AbstractKafkaSchemaSerDeConfig.AUTO_REGISTER_SCHEMAS, false,
            AbstractKafkaSchemaSerDeConfig.USE_LATEST_VERSION, false,
            KafkaAvroDeserializerConfig.SPECIFIC_AVRO_READER_CONFIG, true,
            KafkaAvroSerializerConfig.AVRO_USE_LOGICAL_TYPE_CONVERTERS_CONFIG, true);
  }

  /// The client behind the serdes.
  public SchemaRegistryClient registry() {
    return registry;
  }

  /// Looks up the schemas of these topics, so that later writes need no registry.
  ///
  /// @throws IOException when the registry does not answer
  /// @throws RestClientException when it does not know one of them: it was not deployed
  public void warm(List<Topic<?>> topics) throws IOException, RestClientException {
    for (Topic<?> topic : topics) {
      var schema = new AvroSchema(topic.schema());
      // In the words of the deserializer: the client keeps an answer to each question.
      registry.getSchemaBySubjectAndId(topic.subject(), registry.getId(topic.subject(), schema));
    }
  }

  /// The serde of a topic's values.
  public <V extends SpecificRecord> Serde<V> values(Topic<V> topic) {
    return Serdes.serdeFrom(serializer(), deserializer(topic));
  }

  /// A serializer of any topic's values.
  @SuppressWarnings("unchecked") // the Confluent serializer takes any record
  public <V extends SpecificRecord> Serializer<V> serializer() {
    var serializer = new KafkaAvroSerializer(registry);
    serializer.configure(settings, false);
    return (Serializer<V>) (Serializer<?>) serializer;
  }

  /// A deserializer of a topic's values: reads every version into the class of this build, and
  /// refuses a record of another type with a `SerializationException`.
  public <V extends SpecificRecord> Deserializer<V> deserializer(Topic<V> topic) {
    var confluent = new KafkaAvroDeserializer(registry);
    confluent.configure(settings, false);
    return new OneType<>(confluent, topic);
  }
}
