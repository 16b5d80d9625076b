package org.paperwire.enrich.failures;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpServer;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.FileSystemException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.junit.jupiter.api.Test;
import org.paperwire.enrich.records.Unprocessable;
import org.paperwire.serdes.RegistrySerdes;
import org.paperwire.topics.Topics;

class FaultTest {

  private static final byte[] OF_AN_UNKNOWN_SCHEMA = {0, 0, 0, 0, 99, 1};

  @Test
  void bytesThatEndTooEarlyAreAtFaultThemselves() {
    assertThat(Fault.ofBytes(new SerializationException("cut", new EOFException())))
        .isEqualTo(Fault.DATA);
    assertThat(Fault.ofStep(new Unprocessable("too-odd", "It is odd."))).isEqualTo(Fault.DATA);
    assertThat(Fault.ofStep(new IndexOutOfBoundsException())).isEqualTo(Fault.DATA);
  }

  @Test
  void disksClientsAndWhatNobodyKnowsAreNotTheDatasFault() {
    assertThat(Fault.ofStep(new ProcessorStateException("disk full", new FileSystemException("x"))))
        .isEqualTo(Fault.SURROUNDINGS);
    assertThat(Fault.ofStep(new TimeoutException())).isEqualTo(Fault.SURROUNDINGS);
    assertThat(Fault.ofStep(new IllegalStateException("closed"))).isEqualTo(Fault.SURROUNDINGS);
    assertThat(Fault.ofBytes(new SerializationException("asked", new TimeoutException())))
        .isEqualTo(Fault.SURROUNDINGS);
  }

  @Test
  void aRegistryThatIsAwayIsWaitedFor() throws IOException {
    int nobody;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = socket.getLocalPort();
    }

    Throwable thrown = reading("http://127.0.0.1:" + nobody);

    assertThat(Fault.ofBytes(thrown)).isEqualTo(Fault.SURROUNDINGS);
    assertThat(Fault.isNetwork(thrown)).isTrue();
  }

  @Test
  void aRegistryInTroubleIsWaitedForAndOneThatKnowsNoSuchSchemaIsBelieved() throws IOException {
    assertThat(Fault.ofBytes(reading(503))).isEqualTo(Fault.SURROUNDINGS);
    assertThat(Fault.ofBytes(reading(500))).isEqualTo(Fault.SURROUNDINGS);
    assertThat(Fault.ofBytes(reading(404))).isEqualTo(Fault.DATA);
  }

  private static Throwable reading(int status) throws IOException {
    HttpServer registry =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    registry.createContext(
        "/",
        exchange -> {
          byte[] body =
              "{\"error_code\":%d,\"message\":\"no\"}".formatted(status * 100).getBytes(UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    registry.start();
    try {
      return reading("http://127.0.0.1:" + registry.getAddress().getPort());
    } finally {
      registry.stop(0);
    }
  }

  private static Throwable reading(String registry) {
    var deserializer = new RegistrySerdes(registry).deserializer(Topics.SIGHTINGS);
    return catchThrowable(
        () -> deserializer.deserialize(Topics.SIGHTINGS.name(), OF_AN_UNKNOWN_SCHEMA));
  }
}
