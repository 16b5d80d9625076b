package org.paperwire.chaos;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.paperwire.client.Server;

/// Readers who ask all the time, as through the entry of a cluster: of one replica after the other,
/// and where it does not answer, of the next.
final class Questions implements AutoCloseable {

  private static final int PER_SECOND = 10;
  private static final int UNANSWERED_MAX = 200;
  private static final List<String> QUESTIONS =
      List.of("/v1/papers?limit=10", "/v1/search?q=learning", "/v1/tags");

  private final List<Server> replicas;
  private final ConcurrentLinkedQueue<Asked> asked = new ConcurrentLinkedQueue<>();
  private final Semaphore unanswered = new Semaphore(UNANSWERED_MAX);
  private final Thread thread =
      Thread.ofPlatform().name("questions").daemon().unstarted(this::work);
  private volatile boolean stopped;

  /// A question that was asked.
  ///
  /// @param at when, by [System#nanoTime]
  /// @param nanos until it was answered
  /// @param failed whether nobody answered it
  record Asked(long at, long nanos, boolean failed) {}

  private Questions(List<Server> replicas) {
    this.replicas = replicas;
  }

  static Questions start(List<Server> replicas) {
    var questions = new Questions(replicas);
    questions.thread.start();
    return questions;
  }

  /// All that were answered or not so far.
  List<Asked> asked() {
    return List.copyOf(asked);
  }

  private void work() {
    long began = System.nanoTime();
    for (int number = 0; !stopped; number++) {
      long due = began + TimeUnit.SECONDS.toNanos(number) / PER_SECOND;
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      String question = QUESTIONS.get(number % QUESTIONS.size());
      int first = number % replicas.size();
      unanswered.acquireUninterruptibly();
      Thread.startVirtualThread(() -> ask(question, first, due));
    }
  }

  private void ask(String question, int first, long due) {
    boolean answered = false;
    for (int i = 0; i < replicas.size() && !answered; i++) {
      answered = isAnswered(replicas.get((first + i) % replicas.size()), question);
    }
    asked.add(new Asked(due, System.nanoTime() - due, !answered));
    unanswered.release();
  }

  private static boolean isAnswered(Server replica, String question) {
    try {
      return replica.get(question).isOk();
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Waits for the answers that are under way.
  @Override
  public void close() {
    stopped = true;
    LockSupport.unpark(thread);
    try {
      thread.join();
      unanswered.acquire(UNANSWERED_MAX);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
