package org.paperwire.chaos;

import java.io.IOException;

/// One part of a cluster. It comes back to what it left.
sealed interface Part permits ProcessPart, ContainerPart {

  String name();

  /// Whether it does what it is there for.
  boolean isUp() throws InterruptedException;

  /// Lets a fault happen to it.
  void strike(Fault.Kind kind) throws IOException, InterruptedException;

  /// Ends the fault: it is started again, or goes on as if nothing had been.
  void heal(Fault.Kind kind) throws IOException, InterruptedException;

  /// @throws IOException when it has ended by itself
  void refuseToHaveEnded() throws IOException;

  /// What parts are that do the same: `query` of `query-2`.
  static String kindOf(String name) {
    return name.replaceAll("-\\d$", "");
  }
}
