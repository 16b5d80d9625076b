package org.paperwire.query.feed;

import java.time.Duration;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.paperwire.query.views.Decoder;

/// Reads the topic for whoever is further back than memory reaches. Few threads, each with a
/// consumer, take one question after the other: a reader asks for a stretch at a time and stands in
/// line again for the next, so that all of them get on, however many there are.
///
/// The last stretches are kept: readers that began at the same place share them.
final class Replays implements AutoCloseable {

  /// What the stretches kept may take together; one is kept in any case.
  private static final long KEPT_BYTES_MAX = 8L << 20;

  private static final Duration IDLE = Duration.ofSeconds(30);

  /// What a thread asks of a reader of the topic.
  @FunctionalInterface
  interface Question<T> {
    T ask(ChangeReader reader) throws Decoder.RegistryAway;
  }

  private final Supplier<ChangeReader> readers;
  private final ThreadPoolExecutor threads;
  private final Deque<ChangeReader> idle = new ConcurrentLinkedDeque<>();
  private final AtomicInteger running = new AtomicInteger();

  // Guarded by kept: the stretches read last by the place where each begins, the oldest first.
  private final Map<FeedCursor, Stretch> kept = new LinkedHashMap<>();
  private long keptBytes;

  Replays(int threads, Supplier<ChangeReader> readers) {
    this.readers = readers;
    this.threads =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE.toSeconds(),
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("feed-replay-", 0).factory());
    this.threads.allowCoreThreadTimeOut(true);
  }

  /// Questions being answered at this moment.
  int running() {
    return running.get();
  }

  /// Answers a question on one of the threads. The answer fails with a [KafkaException] when the
  /// broker, or with a [Decoder.RegistryAway] when the registry is away.
  <T> CompletableFuture<T> ask(Question<T> question) {
    var answer = new CompletableFuture<T>();
    try {
      threads.execute(() -> answer(question, answer));
    } catch (RejectedExecutionException e) {
      // The feed is closed.
      answer.completeExceptionally(e);
    }
    return answer;
  }

  private <T> void answer(Question<T> question, CompletableFuture<T> answer) {
    running.incrementAndGet();
    try {
      answer.complete(withReader(question));
    } catch (Decoder.RegistryAway | RuntimeException e) {
      answer.completeExceptionally(e);
    } finally {
      running.decrementAndGet();
    }
  }

  private <T> T withReader(Question<T> question) throws Decoder.RegistryAway {
    ChangeReader reader = Optional.ofNullable(idle.pollFirst()).orElseGet(readers);
    try {
      T answer = question.ask(reader);
      idle.addFirst(reader);
      return answer;
    } catch (Decoder.RegistryAway | RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  /// What follows `cursor`, of the stretches kept or of the topic.
  ///
  /// @param target behind which nothing needs to be read
  Stretch from(FeedCursor cursor, FeedCursor target, ChangeReader reader)
      throws Decoder.RegistryAway {
    Optional<Stretch> known = kept(cursor);
    if (known.isPresent()) {
      return known.get();
    }
    Stretch read = reader.read(cursor, target);
    keep(cursor, read);
    return read;
  }

  private void keep(FeedCursor cursor, Stretch read) {
    synchronized (kept) {
      forget(cursor);
      while (!kept.isEmpty() && keptBytes + read.bytes() > KEPT_BYTES_MAX) {
        forget(kept.keySet().iterator().next());
      }
      kept.put(cursor, read);
      keptBytes += read.bytes();
    }
  }

  private void forget(FeedCursor cursor) {
    Stretch stretch = kept.remove(cursor);
    keptBytes -= stretch == null ? 0 : stretch.bytes();
  }

  private Optional<Stretch> kept(FeedCursor cursor) {
    synchronized (kept) {
      for (var stretch : kept.entrySet()) {
        Optional<Stretch> rest = rest(stretch.getKey(), stretch.getValue(), cursor);
        if (rest.isPresent()) {
          return rest;
        }
      }
      return Optional.empty();
    }
  }

  /// What of a stretch lies behind a place inside it.
  private static Optional<Stretch> rest(FeedCursor start, Stretch stretch, FeedCursor cursor) {
    if (cursor.equals(start)) {
      return Optional.of(stretch);
    }
    if (!cursor.feed().equals(start.feed())
        || !cursor.covers(start)
        || cursor.covers(stretch.end())) {
      return Optional.empty();
    }
    List<Step> steps = stretch.steps();
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i).after().equals(cursor)) {
        return Optional.of(new Stretch(steps.subList(i + 1, steps.size()), stretch.end()));
      }
    }
    return Optional.empty();
  }

  /// Lets go of consumers that nobody has needed for a while.
  void tidy() {
    if (threads.getPoolSize() == 0) {
      for (ChangeReader reader = idle.pollLast(); reader != null; reader = idle.pollLast()) {
        reader.close();
      }
      synchronized (kept) {
        kept.clear();
        keptBytes = 0;
      }
    }
  }

  @Override
  public void close() {
    threads.shutdown();
    threads.getQueue().clear();
    try {
      if (!threads.awaitTermination(3, TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
      tidy();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
