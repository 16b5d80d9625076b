package org.paperwire.topics;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.List;

/// Registers the schemas of the catalogue. Done by whoever deploys, never by a producer at run
/// time, so that no schema is ever "what the first process to start happened to carry".
public final class SchemaDeployment {

  /// The rule under which a registry accepts another version of our schemas: every reader reads
  /// every writer.
  public static final String COMPATIBILITY = "FULL_TRANSITIVE";

  private SchemaDeployment() {}

  /// Registers what is missing of the catalogue. Safe to run again.
  ///
  /// @throws IOException when the registry does not answer
  /// @throws RestClientException when it refuses a schema, with its reason
  public static void deploy(SchemaRegistryClient registry) throws IOException, RestClientException {
    deploy(registry, Topics.ALL);
  }

  /// Registers what is missing of these topics. Safe to run again.
  ///
  /// @throws IOException when the registry does not answer
  /// @throws RestClientException when it refuses a schema, with its reason
  public static void deploy(SchemaRegistryClient registry, List<Topic<?>> topics)
      throws IOException, RestClientException {
    for (Topic<?> topic : topics) {
      var schema = new AvroSchema(topic.schema());
      if (!isRegistered(registry, topic, schema)) {
        registry.register(topic.subject(), schema);
      }
      if (!isRuled(registry, topic)) {
        registry.updateCompatibility(topic.subject(), COMPATIBILITY);
      }
    }
  }

  /// To ask costs a registry less than to be told what it knows: a start on what is there already
  /// writes nothing.
  private static boolean isRegistered(
      SchemaRegistryClient registry, Topic<?> topic, AvroSchema schema)
      throws IOException, RestClientException {
    try {
      registry.getId(topic.subject(), schema);
      return true;
    } catch (RestClientException e) {
      return ifUnknown(e);
    }
  }

  private static boolean isRuled(SchemaRegistryClient registry, Topic<?> topic)
      throws IOException, RestClientException {
    try {
      return COMPATIBILITY.equals(registry.getCompatibility(topic.subject()));
    } catch (RestClientException e) {
      return ifUnknown(e);
    }
  }

  private static boolean ifUnknown(RestClientException e) throws RestClientException {
    if (e.getStatus() == 404) {
      return false;
    }
    throw e;
  }
}
