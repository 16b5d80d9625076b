package org.paperwire.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.paperwire.client.Server;

/// A constant load of questions: searches and papers by id, in turn. It is open: each question has
/// its time, whatever becomes of those before it, and the time to its answer counts from then.
final class QueryLoad implements AutoCloseable {

  private static final int UNANSWERED_MAX = 256;
  private static final int PAPERS_ASKED_FOR = 100;

  private final Server server;
  private final int perSecond;
  private final List<String> questions;
  private final Semaphore unanswered = new Semaphore(UNANSWERED_MAX);
  private final Phaser underWay = new Phaser(1);
  private final Thread thread =
      Thread.ofPlatform().name("query-load").daemon().unstarted(this::run);

  /// Read by whoever answers, replaced by [#measured].
  private volatile Phase phase = new Phase();

  private volatile boolean stopped;

  /// What was measured from one moment to another.
  static final class Phase {
    private final ConcurrentHistogram micros = new ConcurrentHistogram(3);
    private final AtomicLong failed = new AtomicLong();

    Histogram micros() {
      return micros;
    }

    long failed() {
      return failed.get();
    }

    double millis(double percentile) {
      return micros.getValueAtPercentile(percentile) / 1e3;
    }
  }

  private QueryLoad(Server server, int perSecond, List<String> questions) {
    this.server = server;
    this.perSecond = perSecond;
    this.questions = questions;
  }

  /// Starts to ask about papers that are there.
  static QueryLoad start(Server server, int perSecond)
      throws IOException, InterruptedException, Refusal {
    var questions = new ArrayList<String>();
    JsonNode papers = PaperText.orRefuse(server.get("/v1/papers?limit=" + PAPERS_ASKED_FOR));
    for (JsonNode paper : papers.path("items")) {
      String[] words = paper.path("title").asText().split("\\W+");
      String two = words.length < 2 ? String.join(" ", words) : words[0] + " " + words[1];
      questions.add("/v1/search?q=" + DeadLetters.encoded(two));
      questions.add("/v1/papers/" + paper.path("id").asText());
    }
    if (questions.isEmpty()) {
      throw new Refusal(ExitCodes.FAILED, "No paper is there to ask about.");
    }
    var load = new QueryLoad(server, perSecond, List.copyOf(questions));
    load.thread.start();
    return load;
  }

  /// What was measured since the last time, or since the start.
  Phase measured() {
    Phase last = phase;
    phase = new Phase();
    return last;
  }

  private void run() {
    long began = System.nanoTime();
    for (long number = 0; !stopped; number++) {
      long due = began + TimeUnit.SECONDS.toNanos(number) / perSecond;
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      String question = questions.get((int) (number % questions.size()));
      unanswered.acquireUninterruptibly();
      underWay.register();
      Thread.startVirtualThread(() -> ask(question, due));
    }
  }

  private void ask(String question, long due) {
    Phase counting = phase;
    try {
      if (server.get(question).status() != 200) {
        counting.failed.incrementAndGet();
      }
    } catch (IOException e) {
      counting.failed.incrementAndGet();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      counting.micros.recordValue((System.nanoTime() - due) / 1_000);
      unanswered.release();
      underWay.arriveAndDeregister();
    }
  }

  @Override
  public void close() {
    stopped = true;
    underWay.arriveAndAwaitAdvance();
  }
}
