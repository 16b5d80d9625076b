package org.paperwire.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.paperwire.cli.PaperTimes.Door;
import org.paperwire.cli.PaperTimes.Outcome;
import org.paperwire.client.Answer;
import org.paperwire.client.Server;
import org.paperwire.client.Upload;

/// Papers at one rate, and when they show. The load is open: when each request is sent was decided
/// beforehand and does not depend on the answers to those before it.
final class LatencyRun {

  /// How a rate is sent, and what of it is looked at.
  ///
  /// @param rate papers a second
  /// @param warmUp not counted, and sent first
  /// @param time that counts
  /// @param polledPerSecond papers a second that are asked for again and again until they show
  record Plan(int rate, Duration warmUp, Duration time, int polledPerSecond) {

    private static final int REQUESTS_PER_SECOND_MAX = 100;

    /// Papers in a request.
    int batch() {
      return Math.ceilDiv(rate, REQUESTS_PER_SECOND_MAX);
    }

    /// Papers of the warm-up, whole requests.
    int unmeasured() {
      return wholeRequests(warmUp);
    }

    int papers() {
      return wholeRequests(warmUp) + Math.max(batch(), wholeRequests(time));
    }

    private int wholeRequests(Duration span) {
      return (int) (span.toMillis() * rate / 1_000 / batch()) * batch();
    }

    int pollEvery() {
      return Math.max(1, rate / polledPerSecond);
    }

    boolean isPolled(int number) {
      return number % pollEvery() == 0;
    }

    Duration interval() {
      return Duration.ofNanos(TimeUnit.SECONDS.toNanos(batch()) / rate);
    }
  }

  static final Duration POLL = Duration.ofMillis(10);

  /// What takes long is asked for less often: seen late by at most this part of what it took.
  private static final int LATE_BY = 20;

  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final Duration BEFORE_THE_FIRST = Duration.ofMillis(100);

  /// Requests without an answer; whoever is due then waits, and the wait counts.
  private static final int UNANSWERED_MAX = 256;

  /// Questions after papers that are asked again and again at once. More of them would be a load of
  /// their own, the greater the longer papers take: a stack that has fallen behind would be kept
  /// there by those who look how far.
  private static final int LOOKING_MAX = 10;

  private final Server server;
  private final Plan plan;
  private final BenchPapers papers = BenchPapers.unheardOf();
  private final PaperTimes times;
  private final Semaphore unanswered = new Semaphore(UNANSWERED_MAX);
  private final Semaphore looking = new Semaphore(LOOKING_MAX);
  private final Phaser underWay = new Phaser(1);

  LatencyRun(Server server, Plan plan) {
    this.server = server;
    this.plan = plan;
    this.times = new PaperTimes(plan.rate(), plan.papers());
  }

  Outcome run() throws IOException, InterruptedException, Refusal {
    try (var feed = FeedWatch.open(server, papers, times, PATIENCE)) {
      send();
      underWay.arriveAndAwaitAdvance();
      feed.awaitAll(PATIENCE);
      return times.outcome(plan.unmeasured());
    }
  }

  private void send() throws InterruptedException {
    long began = System.nanoTime() + BEFORE_THE_FIRST.toNanos();
    for (int first = 0; first < plan.papers(); first += plan.batch()) {
      long due = began + TimeUnit.SECONDS.toNanos(first) / plan.rate();
      List<Integer> batch = IntStream.range(first, first + plan.batch()).boxed().toList();
      batch.forEach(number -> times.due(number, due));
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      unanswered.acquire();
      start(() -> sendAndLook(batch));
    }
  }

  private void start(Runnable work) {
    underWay.register();
    Thread.startVirtualThread(
        () -> {
          try {
            work.run();
          } finally {
            underWay.arriveAndDeregister();
          }
        });
  }

  private void sendAndLook(List<Integer> batch) {
    try {
      if (!isTaken(batch)) {
        return; // Never answered: counted as missing.
      }
      long now = System.nanoTime();
      batch.forEach(number -> times.answered(number, now));
    } finally {
      unanswered.release();
    }
    for (int number : batch) {
      if (plan.isPolled(number) && looking.tryAcquire(2)) {
        times.sought(number);
        start(() -> poll(Door.BY_ID, number, this::isThere));
        start(() -> poll(Door.IN_SEARCH, number, this::isFound));
      }
    }
  }

  private boolean isTaken(List<Integer> batch) {
    byte[] lines = papers.lines(batch.getFirst(), batch.getLast() + 1);
    try {
      Answer answer =
          server.send(
              Upload.bytes(papers.run(), lines, Upload.Kind.PAPER_LINES, Map.of()), Duration.ZERO);
      return answer.isOk() && answer.body().path("accepted").asInt() == batch.size();
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private interface Look {
    boolean sees(int number) throws IOException, InterruptedException;
  }

  private void poll(Door door, int number, Look look) {
    long began = System.nanoTime();
    try {
      for (long now = began; now - began < PATIENCE.toNanos(); now = System.nanoTime()) {
        if (look.sees(number)) {
          this.times.seen(door, number, System.nanoTime());
          return;
        }
        long pause = Math.max(POLL.toNanos(), (now - began) / LATE_BY);
        LockSupport.parkNanos(now + pause - System.nanoTime());
      }
    } catch (IOException e) {
      // Not seen: counted as missing.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      looking.release();
    }
  }

  private boolean isThere(int number) throws IOException, InterruptedException {
    return seenIn(server.get("/v1/papers/" + papers.name(number)));
  }

  private boolean isFound(int number) throws IOException, InterruptedException {
    Answer answer = server.get("/v1/search?limit=1&q=" + papers.word(number));
    if (!seenIn(answer)) {
      return false;
    }
    JsonNode hit = answer.body().path("hits").path(0);
    return hit.path("title").asText().endsWith(papers.word(number));
  }

  private static boolean seenIn(Answer answer) throws IOException {
    return switch (answer.status()) {
      case 200 -> true;
      case 404, 503 -> false;
      default -> throw new IOException(answer.problem());
    };
  }

  /// What was measured, for one who wants to know how.
  static List<String> words(Plan plan) {
    var words = new ArrayList<String>();
    words.add(
        plan.batch() == 1
            ? "one paper a request"
            : "%d papers (NDJSON) every %.3g ms"
                .formatted(plan.batch(), plan.interval().toNanos() / 1e6));
    words.add("the first %d s not counted".formatted(plan.warmUp().toSeconds()));
    words.add(
        "every %spaper polled by id and in search every %d ms"
            .formatted(plan.pollEvery() == 1 ? "" : plan.pollEvery() + "th ", POLL.toMillis()));
    return words;
  }
}
