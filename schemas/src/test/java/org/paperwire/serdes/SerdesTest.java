package org.paperwire.serdes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paperwire.avro.Author;
import org.paperwire.avro.PaperSighted;
import org.paperwire.avro.Parser;
import org.paperwire.avro.Signal;
import org.paperwire.topics.SchemaDeployment;
import org.paperwire.topics.Topics;

class SerdesTest {

  private final String registryUrl = "mock://" + UUID.randomUUID();
  private final RegistrySerdes serdes = new RegistrySerdes(registryUrl);

  @BeforeEach
  void deploy() throws Exception {
    SchemaDeployment.deploy(serdes.registry());
  }

  private static PaperSighted sighting() {
    return PaperSighted.newBuilder()
        .setSightingId("s1")
        .setRecordKey("arxiv:2409.02877")
        .setSource("somewhere")
        .setBatchId("b1")
        .setTitle("On the weight of feathers")
        .setAuthors(List.of(new Author("Ada Quill", null)))
        .setIdentifiers(Map.of("arxiv", List.of("2409.02877")))
        .setReceivedAt(Instant.parse("2026-11-21T10:00:00.123Z"))
        .setRaw(ByteBuffer.wrap(new byte[] {1, 2, 3}))
        .setParser(new Parser("test", 1))
        .build();
  }

  @Test
  void aValueComesBackAsItWent() {
    var serde = serdes.values(Topics.SIGHTINGS);
    byte[] bytes = serde.serializer().serialize(Topics.SIGHTINGS.name(), sighting());

    assertThat(serde.deserializer().deserialize(Topics.SIGHTINGS.name(), bytes))
        .isEqualTo(sighting());
  }

  @Test
  void aStrangerReadsItWithConfluentsOwnDeserializer() {
    byte[] bytes = serdes.<PaperSighted>serializer().serialize(Topics.SIGHTINGS.name(), sighting());

    try (var stranger = new KafkaAvroDeserializer()) {
      stranger.configure(Map.of("schema.registry.url", registryUrl), false);
      var read = (GenericRecord) stranger.deserialize(Topics.SIGHTINGS.name(), bytes);

      assertThat(bytes[0]).isZero();
      assertThat(read.get("title").toString()).isEqualTo("On the weight of feathers");
    }
  }

  @Test
  void aValueOfAnotherTypeIsRefusedByName() {
    var signal =
        Signal.newBuilder()
            .setSignalId("i1")
            .setRecordKey("arxiv:2409.02877")
            .setSource("somewhere")
            .setKind("comment")
            .setCount(3L)
            .setReceivedAt(Instant.EPOCH)
            .setBatchId("b1")
            .build();
    byte[] foreign = serdes.<Signal>serializer().serialize(Topics.SIGNALS.name(), signal);

    assertThatThrownBy(
            () ->
                serdes.deserializer(Topics.SIGHTINGS).deserialize(Topics.SIGHTINGS.name(), foreign))
        .isInstanceOf(SerializationException.class);
  }

  @Test
  void aSchemaThatNobodyDeployedIsNotRegisteredByAWriter() {
    var undeployed = new RegistrySerdes("mock://" + UUID.randomUUID());

    assertThatThrownBy(() -> undeployed.warm(Topics.ALL)).isInstanceOf(RestClientException.class);
    assertThatThrownBy(
            () ->
                undeployed
                    .<PaperSighted>serializer()
                    .serialize(Topics.SIGHTINGS.name(), sighting()))
        .isInstanceOf(SerializationException.class);
  }

  @Test
  void aRegistryThatNeverAnswersIsGivenUp() throws IOException {
    try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      var waiting = new RegistrySerdes("http://127.0.0.1:" + silent.getLocalPort());

      assertThatThrownBy(() -> waiting.warm(Topics.ALL)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aStoreValueComesBackWithoutARegistry() {
    var serde = StoreSerde.of(PaperSighted.class);

    byte[] bytes = serde.serializer().serialize("store", sighting());

    assertThat(serde.deserializer().deserialize("store", bytes)).isEqualTo(sighting());
    assertThatThrownBy(() -> serde.deserializer().deserialize("store", new byte[] {9, 9, 9}))
        .isInstanceOf(SerializationException.class);
  }
}
