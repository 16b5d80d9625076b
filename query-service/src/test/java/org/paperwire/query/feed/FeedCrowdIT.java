package org.paperwire.query.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.paperwire.query.PaperBuilder.paper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperwire.query.QueryWorld;

/// Many readers who lose their connections at random while papers change, and a service that is
/// stopped and started in the middle: each of them sees the feed, whole, once, in order.
///
/// `-Dpaperwire.feed.crowd=500` for more readers, `-Dseed=…` for the same chances again.
class FeedCrowdIT {

  private static final int READERS = Integer.getInteger("paperwire.feed.crowd", 100);
  private static final long SEED = Long.getLong("seed", System.nanoTime());
  private static final int PAPERS = 30;
  private static final int REVISIONS = 12;
  private static final int CHANGES = PAPERS * REVISIONS;
  private static final int STAYS_MAX = 60;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir Path folder;
  private final AtomicReference<URI> service = new AtomicReference<>();
  private final AtomicInteger connections = new AtomicInteger();

  @Test
  void whateverHappensToConnectionsAndTheServiceEachReaderSeesTheFeedOnceAndInOrder()
      throws InterruptedException, ExecutionException {
    try (var world = QueryWorld.in(folder).with("paperwire.feed.recent-changes", CHANGES / 4);
        var http = HttpClient.newHttpClient();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      start(world);
      var firstHalf = new CountDownLatch(1);
      Future<?> writing = threads.submit(() -> write(world, firstHalf));
      var reading = new ArrayList<Future<List<FeedClient.Event>>>();
      for (int reader = 0; reader < READERS; reader++) {
        var chance = new Random(SEED + reader);
        reading.add(threads.submit(() -> readAll(http, chance)));
      }

      firstHalf.await();
      world.stop();
      start(world);
      writing.get();

      for (Future<List<FeedClient.Event>> reader : reading) {
        List<FeedClient.Event> seen = reader.get();
        assertThat(new FeedHistory(seen).faults()).as("seed %d", SEED).isEmpty();
        assertThat(seen).as("seed %d", SEED).hasSize(CHANGES);
      }
      assertThat(connections.get()).as("connections were lost").isGreaterThan(2 * READERS);
    }
  }

  private boolean isUp(HttpClient http) throws InterruptedException {
    try (var client = FeedClient.open(http, service.get(), "", Optional.empty())) {
      return client.answer().statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /// Requests that meet the service while it stops fail on its threads, which is not our concern.
  private static ConditionFactory patiently() {
    return await().dontCatchUncaughtExceptions().atMost(PATIENCE);
  }

  private void start(QueryWorld world) {
    world.start();
    patiently().until(() -> world.get("/v1/changes?limit=1").statusCode() == 200);
    service.set(world.uri());
  }

  private static void write(QueryWorld world, CountDownLatch firstHalf) {
    for (int revision = 1; revision <= REVISIONS; revision++) {
      long now = revision;
      world.publishChanges(
          Instant.now(),
          IntStream.range(0, PAPERS)
              .mapToObj(number -> Changes.updated(paper("text:crowd" + number), now))
              .toList());
      if (revision == REVISIONS / 2) {
        firstHalf.countDown();
      }
    }
  }

  /// Reads until everything was seen, staying for a while of chance each time.
  private List<FeedClient.Event> readAll(HttpClient http, Random chance)
      throws InterruptedException {
    var seen = new ArrayList<FeedClient.Event>();
    Optional<String> last = Optional.empty();
    while (seen.size() < CHANGES) {
      int stays = Math.min(CHANGES - seen.size(), 1 + chance.nextInt(STAYS_MAX));
      try (var client = FeedClient.open(http, service.get(), "?from=earliest", last)) {
        connections.incrementAndGet();
        if (client.answer().statusCode() == 200) {
          patiently()
              .pollInterval(Duration.ofMillis(20))
              .until(() -> client.count() >= stays || client.hasEnded());
          client.close();
          seen.addAll(client.events());
          last = client.lastId().isPresent() ? client.lastId() : last;
        } else {
          patiently().until(() -> isUp(http));
        }
      } catch (IOException e) {
        patiently().until(() -> isUp(http));
      }
    }
    return seen;
  }
}
