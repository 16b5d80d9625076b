package org.paperwire.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/// Chooses ports for servers that have to know their port before they bind it, as a broker must
/// that names its controller in its own configuration.
///
/// A port that is chosen and let go may be taken before it is bound, and servers that start beside
/// each other take seconds. So ports come from below the range that systems give to outgoing
/// connections (Linux: from 32768, RFC 6335: from 49152), never twice in one JVM, and out of blocks
/// that belong to one JVM alone: it listens on the first port of a block for as long as it lives,
/// and whoever else chooses finds that taken and leaves the block alone.
public final class FreePort {

  private static final int FIRST = 20_000;
  private static final int BLOCKS = 750;
  private static final int BLOCK = 16;

  /// Those of this JVM, the newest last. What is not referred to would be closed with the garbage.
  private static final List<Block> TAKEN = new ArrayList<>();

  private FreePort() {}

  /// A port that nobody listens on, that was not chosen before in this JVM and that no other JVM
  /// chooses while this one lives.
  ///
  /// @throws IllegalStateException when there is none
  public static synchronized int choose() {
    while (true) {
      if (!TAKEN.isEmpty()) {
        Optional<Integer> port = TAKEN.getLast().next();
        if (port.isPresent()) {
          return port.get();
        }
      }
      TAKEN.add(Block.take());
    }
  }

  /// Whether nobody listens on this port of the loopback interface.
  public static boolean isFree(int port) {
    try (var _ = listen(port)) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static ServerSocket listen(int port) throws IOException {
    return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
  }

  /// Ports side by side, the first of which is held.
  private static final class Block {

    /// Never closed: the system lets go of it when the JVM ends, however it ends.
    private final ServerSocket held;

    private int given;

    private Block(ServerSocket held) {
      this.held = held;
    }

    private static Block take() {
      int start = ThreadLocalRandom.current().nextInt(BLOCKS);
      for (int i = 0; i < BLOCKS; i++) {
        try {
          return new Block(listen(FIRST + (start + i) % BLOCKS * BLOCK));
        } catch (IOException e) {
          // Somebody else's.
        }
      }
      throw new IllegalStateException(
          "no port from %d to %d is free".formatted(FIRST, FIRST + BLOCKS * BLOCK - 1));
    }

    private Optional<Integer> next() {
      while (++given < BLOCK) {
        int port = held.getLocalPort() + given;
        if (isFree(port)) {
          return Optional.of(port);
        }
      }
      return Optional.empty();
    }
  }
}
