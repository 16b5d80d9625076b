package org.paperwire.query.views;

import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.paperwire.platform.KafkaSettings;
import org.paperwire.serdes.RegistrySerdes;
import org.paperwire.topics.EnrichmentGeneration;
import org.paperwire.topics.SchemaDeployment;

/// A view in a process of its own, to be killed: `ViewProcess BOOTSTRAP FOLDER`. Commits as often
/// as it can, and ends with its standard input.
final class ViewProcess {

  private ViewProcess() {}

  static void main(String[] arguments) throws Exception {
    var serdes = new RegistrySerdes("mock://process");
    SchemaDeployment.deploy(serdes.registry());
    var settings = new ViewSettings(16, 2, Duration.ZERO, Duration.ZERO, 1, 0);
    new View(
            new Words(1),
            Path.of(arguments[1]),
            settings,
            new KafkaSettings(arguments[0]),
            serdes,
            () -> Optional.of(EnrichmentGeneration.FIRST),
            InstantSource.system())
        .start();
    System.in.transferTo(OutputStream.nullOutputStream());
    Runtime.getRuntime().halt(0);
  }
}
