package org.paperwire.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PortsTest {

  @Test
  void aPortThatIsTakenIsReplacedByAFreeOne() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Ports ports = Ports.choose(taken.getLocalPort(), 0, 0);

      assertThat(ports.http()).isNotEqualTo(taken.getLocalPort()).isPositive();
    }
  }

  @Test
  void aPortThatIsFreeIsTheOneThatWasAskedFor() throws IOException {
    int free;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }

    assertThat(Ports.choose(0, free, 0).kafka()).isEqualTo(free);
  }

  @Test
  void noPortIsGivenTwiceEvenWhenItIsAskedForTwice() throws IOException {
    int free;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }

    Ports ports = Ports.choose(free, free, free);

    assertThat(Set.of(ports.http(), ports.kafka(), ports.registry(), ports.registryManagement()))
        .hasSize(4);
  }
}
