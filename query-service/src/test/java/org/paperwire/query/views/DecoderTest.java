package org.paperwire.query.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paperwire.avro.Paper;
import org.paperwire.broker.FreePort;
import org.paperwire.query.views.Decoder.Decoded;
import org.paperwire.query.views.Decoder.RegistryAway;
import org.paperwire.serdes.RegistrySerdes;
import org.paperwire.topics.SchemaDeployment;
import org.paperwire.topics.Topics;

/// Records are passed over when they can never be read, and not because the registry is away.
class DecoderTest {

  private final RegistrySerdes known = new RegistrySerdes("mock://decoder");
  private final Paper paper =
      Paper.newBuilder()
          .setPaperId("p1")
          .setRevision(1)
          .setTitle("A paper")
          .setFirstSeenAt(Instant.EPOCH)
          .build();
  private int port;

  @BeforeEach
  void deploy() throws Exception {
    SchemaDeployment.deploy(known.registry());
    port = FreePort.choose();
  }

  private byte[] bytes() {
    try (var serializer = known.<Paper>serializer()) {
      return Objects.requireNonNull(serializer.serialize(Topics.PAPERS.name(), paper));
    }
  }

  private static ConsumerRecord<String, byte[]> record(byte[] value) {
    return new ConsumerRecord<>(Topics.PAPERS.name(), 0, 0, "p1", value);
  }

  private RegistrySerdes overHttp() {
    return new RegistrySerdes("http://127.0.0.1:" + port);
  }

  private static Decoder<Paper> decoder(RegistrySerdes serdes) {
    return new Decoder<>(serdes, Topics.PAPERS, value -> Optional.of(value.getPaperId()));
  }

  @Test
  void aRegistryThatIsAwayIsWaitedFor() throws Exception {
    Decoder<Paper> decoder = decoder(overHttp());
    assertThatExceptionOfType(RegistryAway.class).isThrownBy(() -> decoder.decode(record(bytes())));
    try (var _ = RegistryStub.start(port, known)) {
      assertThat(decoder.decode(record(bytes()))).isEqualTo(new Decoded.Value<>("p1", paper));
    }
  }

  @Test
  void aRegistryThatGoesAwayAfterItsSchemaWasAskedForElsewhereIsWaitedFor() throws Exception {
    RegistrySerdes serdes = overHttp();
    Decoder<Paper> decoder = decoder(serdes);
    try (var _ = RegistryStub.start(port, known)) {
      int id = ByteBuffer.wrap(bytes(), 1, Integer.BYTES).getInt();
      assertThat(serdes.registry().getSchemaById(id).name()).isEqualTo(Paper.class.getName());
    }
    assertThatExceptionOfType(RegistryAway.class).isThrownBy(() -> decoder.decode(record(bytes())));
  }

  @Test
  void whatWasReadOnceIsReadWithoutARegistry() throws Exception {
    Decoder<Paper> decoder = decoder(overHttp());
    try (var _ = RegistryStub.start(port, known)) {
      var _ = decoder.decode(record(bytes()));
    }
    assertThat(decoder.decode(record(bytes()))).isEqualTo(new Decoded.Value<>("p1", paper));
  }

  @Test
  void bytesThatAreNoPaperArePassedOver() throws Exception {
    byte[] cut = Arrays.copyOf(bytes(), 9);
    try (var _ = RegistryStub.start(port, known)) {
      assertThat(decoder(overHttp()).decode(record(cut))).isInstanceOf(Decoded.Poison.class);
    }
  }
}
