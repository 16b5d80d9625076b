package org.paperwire.query.feed;

import java.util.HashMap;
import java.util.Map;

/// How many may read at once, in all and from one address.
final class Seats {

  private final int most;
  private final int mostOfAnAddress;

  // Guarded by this.
  private final Map<String, Integer> byAddress = new HashMap<>();
  private int taken;

  Seats(int most, int mostOfAnAddress) {
    this.most = most;
    this.mostOfAnAddress = mostOfAnAddress;
  }

  synchronized boolean take(String address) {
    if (taken >= most || byAddress.getOrDefault(address, 0) >= mostOfAnAddress) {
      return false;
    }
    taken++;
    byAddress.merge(address, 1, Integer::sum);
    return true;
  }

  synchronized void giveBack(String address) {
    taken--;
    byAddress.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
  }

  synchronized int taken() {
    return taken;
  }
}
