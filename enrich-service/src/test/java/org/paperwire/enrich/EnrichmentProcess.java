package org.paperwire.enrich;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.paperwire.platform.KafkaSettings;
import org.paperwire.serdes.RegistrySerdes;
import org.paperwire.topics.Cluster;

/// The enrichment as a process that can be killed. Its registry is one in memory of its own, to
/// which the same catalogue is deployed in the same order, so that the schemas have the same ids.
public final class EnrichmentProcess implements AutoCloseable {

  private final Process process;

  private EnrichmentProcess(Process process) {
    this.process = process;
  }

  static EnrichmentProcess start(EnrichmentWorld world, int partitions) throws Exception {
    return new EnrichmentProcess(
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "-Xmx256m",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    EnrichmentProcess.class.getName(),
                    world.bootstrapServers(),
                    Integer.toString(partitions),
                    world.folder().resolve("state").toString()))
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(world.folder().resolve("process.log").toFile()))
            .start());
  }

  /// Ends with its standard input, so with whoever has started it, however that ends.
  static void main(String[] arguments) throws IOException, InterruptedException {
    RegistrySerdes serdes = PaperTopologyWorld.registry("mock://enrichment-process");
    var cluster = new Cluster(Integer.parseInt(arguments[1]), (short) 1, 1, false);
    var run =
        EnrichmentWorld.run(
            new KafkaSettings(arguments[0]), cluster, serdes, Path.of(arguments[2]));
    run.start();
    run.process();
    System.in.transferTo(OutputStream.nullOutputStream());
    Runtime.getRuntime().halt(0);
  }

  /// As `kill -9`.
  void kill() throws InterruptedException {
    process.destroyForcibly();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      throw new AssertionError("the process could not be killed");
    }
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}
