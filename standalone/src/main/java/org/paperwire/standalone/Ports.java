package org.paperwire.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;

/// The ports of one start: those that were asked for, or free ones where they are taken.
///
/// @param http of all services
/// @param kafka of the broker
/// @param registry of the registry
/// @param registryManagement of the registry's health
record Ports(int http, int kafka, int registry, int registryManagement) {

  static final int HTTP = 8080;
  static final int KAFKA = 9092;
  static final int REGISTRY = 8085;

  /// Chooses them. A port may still be lost between here and its use; then the process that needs
  /// it fails, is started again, and the budget of its restarts ends the attempt.
  static Ports choose(int http, int kafka, int registry) {
    var chosen = new HashSet<Integer>();
    return new Ports(
        wantedOrFree(http, chosen),
        wantedOrFree(kafka, chosen),
        wantedOrFree(registry, chosen),
        wantedOrFree(0, chosen));
  }

  private static int wantedOrFree(int wanted, Set<Integer> chosen) {
    if (wanted != 0 && !chosen.contains(wanted) && isFree(wanted)) {
      chosen.add(wanted);
      return wanted;
    }
    int free = free();
    while (!chosen.add(free)) {
      free = free();
    }
    return free;
  }

  private static boolean isFree(int port) {
    try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static int free() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no port is free", e);
    }
  }
}
