package org.paperwire.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/// Chooses ports for servers that have to know their port before they bind it, as a broker must
/// that names its controller in its own configuration.
///
/// A port that is chosen and let go may be taken before it is bound. So ports come from below the
/// range that systems give to outgoing connections (Linux: from 32768, RFC 6335: from 49152), at
/// random, and never twice in one JVM.
public final class FreePort {

  private static final int FIRST = 20_000;
  private static final int END = 32_000;
  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private FreePort() {}

  /// A port that nobody listens on and that was not chosen before in this JVM.
  ///
  /// @throws IllegalStateException when there is none
  public static int choose() {
    for (int i = 0; i < END - FIRST; i++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, END);
      if (isFree(port) && GIVEN.add(port)) {
        return port;
      }
    }
    throw new IllegalStateException("no port from " + FIRST + " to " + (END - 1) + " is free");
  }

  /// Whether nobody listens on this port of the loopback interface.
  public static boolean isFree(int port) {
    try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
