package org.paperwire.chaos;

import java.io.IOException;

/// Whether a part does what it is there for.
@FunctionalInterface
interface Probe {

  int OK = 200;

  boolean isUp() throws IOException, InterruptedException;

  /// Who cannot be asked is not up.
  default boolean asked() throws InterruptedException {
    try {
      return isUp();
    } catch (IOException e) {
      return false;
    }
  }
}
