package org.paperwire.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.paperwire.cli.PaperTimes.Door;
import org.paperwire.client.Server;

/// One reader of the live feed, which notes when each paper of a run comes.
///
/// It reads no more of an event than the place where the paper's id at its source stands.
final class FeedWatch implements AutoCloseable {

  /// A feed that is being opened, after a start, is one that has to be asked again.
  private static final int IS_OPENING = 503;

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final InputStream events;
  private final String beforeNumber;
  private final PaperTimes times;
  private final CountDownLatch listening = new CountDownLatch(1);
  private final Thread thread;

  private FeedWatch(InputStream events, BenchPapers papers, PaperTimes times) {
    this.events = events;
    this.beforeNumber = "\"" + papers.run() + "n";
    this.times = times;
    this.thread = Thread.ofPlatform().daemon().name("feed-watch").unstarted(this::listen);
  }

  /// Opens a stream and waits until it says where it begins.
  static FeedWatch open(Server server, BenchPapers papers, PaperTimes times, Duration patience)
      throws IOException, InterruptedException, Refusal {
    HttpResponse<InputStream> answer = ask(server);
    long began = System.nanoTime();
    while (answer.statusCode() == IS_OPENING && System.nanoTime() - began < patience.toNanos()) {
      answer.body().close();
      LockSupport.parkNanos(PAUSE_NANOS);
      answer = ask(server);
    }
    var watch = new FeedWatch(answer.body(), papers, times);
    if (answer.statusCode() != 200) {
      watch.close();
      throw new Refusal(
          ExitCodes.FAILED, "The feed was refused (HTTP " + answer.statusCode() + ").");
    }
    watch.thread.start();
    if (!watch.listening.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      watch.close();
      throw new Refusal(ExitCodes.FAILED, "The feed does not say where it begins.");
    }
    return watch;
  }

  private static HttpResponse<InputStream> ask(Server server)
      throws IOException, InterruptedException, Refusal {
    return server.open("/v1/feed?from=latest&source=" + BenchPapers.SOURCE);
  }

  private void listen() {
    try (var lines =
        new BufferedReader(new InputStreamReader(events, StandardCharsets.ISO_8859_1))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        long now = System.nanoTime();
        if (line.startsWith("data: ")) {
          hear(line, now);
        } else if (line.startsWith("id: ")) {
          listening.countDown();
        }
      }
    } catch (IOException e) {
      // What did not come is counted as missing.
    }
  }

  private void hear(String line, long now) {
    int start = line.indexOf(beforeNumber) + beforeNumber.length();
    int end = line.indexOf('"', start);
    if (start >= beforeNumber.length() && end > start) {
      int number = Integer.parseInt(line, start, end, 10);
      if (number < times.papers()) {
        times.seen(Door.ON_THE_FEED, number, now);
      }
    }
  }

  /// Waits until all that was answered has come, the stream has ended, or for so long.
  void awaitAll(Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (times.awaitedOnTheFeed() > 0 && thread.isAlive() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  @Override
  public void close() throws IOException {
    events.close();
  }
}
