package org.paperwire.platform;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerShutdownEvent;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The end of a server, in order: no request begins any more, and those that have begun come to
/// their answer before what they are answered with is taken apart. Without it a stop under load is
/// a page of stack traces, and senders are told 500 where 503 is true.
@Singleton
final class Leaving implements ApplicationEventListener<ServerShutdownEvent> {

  private static final Logger LOG = LoggerFactory.getLogger(Leaving.class);

  /// Less than a supervisor waits for a stop.
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition answered = lock.newCondition();

  // Guarded by lock.
  private int unanswered;
  private boolean isLeaving;

  /// A request comes; answers whether it may go on.
  boolean begin() {
    lock.lock();
    try {
      if (!isLeaving) {
        unanswered++;
      }
      return !isLeaving;
    } finally {
      lock.unlock();
    }
  }

  /// Requests that had begun are answered, or gone.
  void end(int requests) {
    lock.lock();
    try {
      unanswered -= requests;
      answered.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void onApplicationEvent(ServerShutdownEvent event) {
    lock.lock();
    try {
      isLeaving = true;
      long nanos = PATIENCE.toNanos();
      while (unanswered > 0 && nanos > 0) {
        nanos = answered.awaitNanos(nanos);
      }
      if (unanswered > 0) {
        LOG.info("{} requests were not answered before the service stopped", unanswered);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }
}
