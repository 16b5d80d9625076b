package org.paperwire.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.paperwire.benchmarks.ChildJvm;
import org.paperwire.broker.FreePort;
import org.paperwire.client.Server;
import org.paperwire.standalone.RunFile;

/// One more query service beside a Paperwire that runs, as a process of its own with views of its
/// own: what a second replica is in a cluster, with the options that `docker-compose.yml` and its
/// image give it.
final class QueryReplica implements AutoCloseable {

  private static final Set<String> NOT_ITS_OWN =
      Set.of("enrich-service-", "ingest-service-", "standalone-", "benchmarks-");

  private static final Duration LOOK = Duration.ofMillis(20);
  private static final Duration PATIENCE = Duration.ofMinutes(30);
  private static final int READY = 200;

  private final ChildJvm child;
  private final Server server;
  private final long began = System.nanoTime();

  private QueryReplica(ChildJvm child, Server server) {
    this.child = child;
    this.server = server;
  }

  /// Starts it.
  ///
  /// @param folder where its data and its log are, which outlive it
  /// @param stack whose topics and schemas it reads
  static QueryReplica start(Path folder, RunFile stack) throws IOException {
    int port = FreePort.choose();
    ChildJvm child =
        ChildJvm.start(
            folder,
            "replica",
            List.of(
                "-Xmx320m",
                "-XX:+UseSerialGC",
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + folder.resolve("classes.jsa"),
                "-XX:+ExitOnOutOfMemoryError",
                "-Dlogback.configurationFile=org/paperwire/platform/logback.xml",
                "-Dmicronaut.server.host=127.0.0.1",
                "-Dmicronaut.server.port=" + port,
                "-Dpaperwire.data=" + folder.resolve("data"),
                "-Dpaperwire.kafka.bootstrap-servers=" + stack.kafka(),
                "-Dpaperwire.registry.url=" + stack.registry()),
            NOT_ITS_OWN,
            "org.paperwire.query.Application",
            List.of());
    return new QueryReplica(
        child, new Server(URI.create("http://127.0.0.1:" + port), Optional.empty()));
  }

  /// Waits until it is ready: its views have caught up.
  ///
  /// @return since its start
  Duration awaitReady() throws IOException, InterruptedException, Refusal {
    while (System.nanoTime() - began < PATIENCE.toNanos()) {
      child.refuseToHaveEnded();
      if (isReady()) {
        return Duration.ofNanos(System.nanoTime() - began);
      }
      TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
    }
    throw new Refusal(ExitCodes.FAILED, "The replica does not get ready.");
  }

  private boolean isReady() throws InterruptedException {
    try {
      return server.get("/health").status() == READY;
    } catch (IOException e) {
      return false; // It does not listen yet.
    }
  }

  /// Ends it without a word.
  void kill() throws InterruptedException {
    child.process().destroyForcibly().waitFor();
  }

  /// Stops it in order, and waits until it has.
  @Override
  public void close() {
    server.close();
    child.close();
  }
}
