package org.paperwire.standalone;

import java.util.HashSet;
import java.util.Set;
import org.paperwire.broker.FreePort;

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
    if (wanted != 0 && !chosen.contains(wanted) && FreePort.isFree(wanted)) {
      chosen.add(wanted);
      return wanted;
    }
    int free = FreePort.choose();
    chosen.add(free);
    return free;
  }
}
