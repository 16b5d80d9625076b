package org.paperwire.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.paperwire.benchmarks.InventedLines;
import org.paperwire.client.Answer;
import org.paperwire.client.Server;
import org.paperwire.client.Upload;

/// Writes papers as a careful client does: a body that was not answered is sent again until it is,
/// and no more bodies are under way than readers can be told of.
final class Writer extends Thread {

  private static final int BODY = 250;

  /// A tenth of all bodies: so what is acknowledged says how far everything is.
  private static final int UNDER_WAY_SHARE = 10;

  private static final int UNDER_WAY_MIN = 2;
  private static final int UNDER_WAY_MAX = 24;
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final InventedLines papers;
  private final Reading reading;
  private final Path scratch;
  private final Cluster cluster;

  /// Written by this thread.
  private volatile int acknowledged;

  private volatile int again;
  private volatile Optional<Exception> failure = Optional.empty();

  private Writer(InventedLines papers, Reading reading, Path scratch, Cluster cluster) {
    super("writer");
    this.papers = papers;
    this.reading = reading;
    this.scratch = scratch;
    this.cluster = cluster;
    setDaemon(true);
  }

  static Writer start(InventedLines papers, Reading reading, Path scratch, Cluster cluster) {
    var writer = new Writer(papers, reading, scratch, cluster);
    writer.start();
    return writer;
  }

  /// How many sightings were acknowledged so far.
  int acknowledged() {
    return acknowledged;
  }

  /// How many bodies had to be sent again.
  int again() {
    return again;
  }

  /// @throws IOException when it could not go on
  void refuseToHaveFailed() throws IOException {
    if (failure.isPresent()) {
      throw new IOException("the writer cannot go on", failure.get());
    }
  }

  @Override
  public void run() {
    Deque<String> underWay = new ArrayDeque<>();
    try (Server ingest = cluster.ingestServer()) {
      int written = 0;
      List<Reading.Body> bodies = reading.bodies(BODY);
      int underWayMax = Math.clamp(bodies.size() / UNDER_WAY_SHARE, UNDER_WAY_MIN, UNDER_WAY_MAX);
      for (Reading.Body body : bodies) {
        papers.write(scratch, body.from(), body.to());
        underWay.add(send(ingest, Files.readAllBytes(scratch)));
        written += body.size();
        acknowledged = written;
        if (underWay.size() > underWayMax) {
          awaitVisible(underWay.remove(), cluster.replicas());
        }
      }
      for (Server replica : cluster.replicas()) {
        for (String position : underWay) {
          awaitVisible(position, List.of(replica));
        }
      }
    } catch (IOException | InterruptedException | RuntimeException e) {
      failure = Optional.of(e);
    }
  }

  private String send(Server ingest, byte[] lines) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      try {
        Answer answer =
            ingest.send(Upload.bytes("chaos", lines, Upload.Kind.PAPER_LINES, Map.of()), PATIENCE);
        if (answer.isOk() && answer.body().path("rejected").asInt() == 0) {
          return answer.body().path("position").asText();
        }
        if (answer.status() / 100 != 5) {
          throw new IllegalStateException("a body is refused: " + answer.problem());
        }
      } catch (IOException e) {
        // Nobody knows what became of it: it is sent again, which changes nothing where it arrived.
      }
      again++;
      Thread.sleep(PAUSE);
    }
    throw new IOException("a body could not be sent");
  }

  /// Waits until one of the replicas shows it.
  private static void awaitVisible(String position, List<Server> replicas)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      for (Server replica : replicas) {
        try {
          if (replica.awaitVisible(position, Duration.ofSeconds(2))) {
            return;
          }
        } catch (IOException e) {
          // The other one may.
        }
      }
      Thread.sleep(PAUSE);
    }
    throw new IOException("what was acknowledged does not show");
  }
}
