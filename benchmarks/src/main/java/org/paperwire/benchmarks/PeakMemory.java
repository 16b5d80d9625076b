package org.paperwire.benchmarks;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// The most memory that a process has had while it was looked at, ten times a second.
final class PeakMemory implements AutoCloseable {

  private static final long LOOK_MILLIS = 100;

  private final AtomicLong peak = new AtomicLong();
  private final Thread looking;

  PeakMemory(ChildJvm child) {
    looking =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    while (true) {
                      peak.accumulateAndGet(child.anonymousBytes(), Math::max);
                      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
                    }
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
  }

  long bytes() {
    return peak.get();
  }

  @Override
  public void close() {
    looking.interrupt();
  }
}
