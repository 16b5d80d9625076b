package org.paperwire.cli;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.paperwire.broker.FreePort;
import org.paperwire.client.Server;
import org.paperwire.standalone.Distribution;
import org.paperwire.standalone.RunFile;

/// One more query service beside a Paperwire that runs, as a process of its own with views of its
/// own: what a second replica is in a cluster, started as its image starts it.
final class QueryReplica implements AutoCloseable {

  /// Services find their beans on the class path, and would start each other's.
  private static final List<String> NOT_ITS_OWN =
      List.of("enrich-service-", "ingest-service-", "standalone-", "benchmarks-");

  private static final Duration LOOK = Duration.ofMillis(20);
  private static final Duration PATIENCE = Duration.ofMinutes(30);
  private static final long STOP_SECONDS = 30;
  private static final int READY = 200;

  private final Process process;
  private final Server server;
  private final long began = System.nanoTime();

  private QueryReplica(Process process, Server server) {
    this.process = process;
    this.server = server;
  }

  /// Starts it.
  ///
  /// @param data its folder, which outlives it; its log is put beside
  /// @param stack whose topics and schemas it reads
  static QueryReplica start(Path data, RunFile stack) throws IOException {
    int port = FreePort.choose();
    Process process =
        new ProcessBuilder(
                Distribution.java().toString(),
                "-Xmx512m",
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + data.resolve("classes.jsa"),
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dlogback.configurationFile=org/paperwire/platform/logback.xml",
                "-Dmicronaut.server.host=127.0.0.1",
                "-Dmicronaut.server.port=" + port,
                "-Dpaperwire.data=" + data,
                "-Dpaperwire.kafka.bootstrap-servers=" + stack.kafka(),
                "-Dpaperwire.registry.url=" + stack.registry(),
                "-cp",
                classPath(),
                "org.paperwire.query.Application")
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(data.resolveSibling("replica.log").toFile()))
            .start();
    return new QueryReplica(
        process, new Server(URI.create("http://127.0.0.1:" + port), Optional.empty()));
  }

  private static String classPath() throws IOException {
    try (Stream<Path> jars = Files.list(Distribution.find().root().resolve("lib"))) {
      return jars.filter(
              jar -> NOT_ITS_OWN.stream().noneMatch(jar.getFileName().toString()::startsWith))
          .map(Path::toString)
          .sorted()
          .collect(Collectors.joining(File.pathSeparator));
    }
  }

  /// Waits until it is ready: its views have caught up.
  ///
  /// @return since its start
  Duration awaitReady() throws IOException, InterruptedException, Refusal {
    while (System.nanoTime() - began < PATIENCE.toNanos()) {
      if (!process.isAlive()) {
        throw new Refusal(ExitCodes.FAILED, "The replica ended with " + process.exitValue() + ".");
      }
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
    process.destroyForcibly().waitFor();
  }

  /// Stops it in order, and waits until it has.
  @Override
  public void close() {
    server.close();
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
