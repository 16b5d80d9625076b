package org.paperwire.cli;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Closes a stream on which nothing has come for too long, so that its reader notices that the
/// other side is gone without a word. The feed says something every 15 seconds.
final class SilenceGuard implements AutoCloseable {

  private static final long SILENCE_NANOS = Duration.ofSeconds(60).toNanos();

  private final InputStream stream;
  private final Thread thread;

  /// Written by the reader, read by the guard.
  private volatile long heardAt = System.nanoTime();

  SilenceGuard(InputStream stream) {
    this.stream = stream;
    this.thread = Thread.ofVirtual().start(this::watch);
  }

  void heard() {
    heardAt = System.nanoTime();
  }

  private void watch() {
    while (!Thread.currentThread().isInterrupted()) {
      if (System.nanoTime() - heardAt > SILENCE_NANOS) {
        closeStream();
        return;
      }
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
    }
  }

  private void closeStream() {
    try {
      stream.close();
    } catch (IOException e) {
      // It is closed, which is what was wanted.
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
