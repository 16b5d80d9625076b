package org.paperwire.topics;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;

/// Registers the schemas of the catalogue. Done by whoever deploys, never by a producer at run
/// time, so that no schema is ever "what the first process to start happened to carry".
public final class SchemaDeployment {

  /// The rule under which a registry accepts another version of our schemas: every reader reads
  /// every writer.
  public static final String COMPATIBILITY = "FULL_TRANSITIVE";

  private SchemaDeployment() {}

  /// Registers what is missing. Safe to run again.
  ///
  /// @throws IOException when the registry does not answer
  /// @throws RestClientException when it refuses a schema, with its reason
  public static void deploy(SchemaRegistryClient registry) throws IOException, RestClientException {
    for (Topic<?> topic : Topics.ALL) {
      registry.register(topic.subject(), new AvroSchema(topic.schema()));
      registry.updateCompatibility(topic.subject(), COMPATIBILITY);
    }
  }
}
