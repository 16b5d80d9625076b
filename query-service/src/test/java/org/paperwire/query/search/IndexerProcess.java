package org.paperwire.query.search;

import io.micronaut.serde.ObjectMapper;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.paperwire.platform.KafkaSettings;
import org.paperwire.query.papers.PaperJson;
import org.paperwire.query.views.RebuildRefused;
import org.paperwire.query.views.RebuildStatus;
import org.paperwire.query.views.Rebuilds;
import org.paperwire.query.views.View;
import org.paperwire.query.views.ViewSettings;
import org.paperwire.serdes.RegistrySerdes;
import org.paperwire.topics.EnrichmentGeneration;
import org.paperwire.topics.SchemaDeployment;

/// The search view in a process of its own, to be killed: `IndexerProcess BOOTSTRAP FOLDER RATE`.
///
/// Commits as often as it can, and rebuilds the view again and again, with so many records a
/// second. Says [#OPENS] and, as soon as a rebuild has read something, [#REBUILDS]. Ends with its
/// standard input.
final class IndexerProcess {

  static final String OPENS = "opens";
  static final String REBUILDS = "rebuilds";

  private static final long LOOK_MILLIS = 10;

  private final Rebuilds rebuilds;
  private final int rate;
  private boolean said;

  private IndexerProcess(Rebuilds rebuilds, int rate) {
    this.rebuilds = rebuilds;
    this.rate = rate;
  }

  static void main(String[] arguments) throws Exception {
    var serdes = new RegistrySerdes("mock://process");
    SchemaDeployment.deploy(serdes.registry());
    var view =
        new View(
            new SearchView(new PaperJson(ObjectMapper.getDefault())),
            Path.of(arguments[1]),
            new ViewSettings(16, 2, Duration.ZERO, Duration.ZERO, 1, 0),
            new KafkaSettings(arguments[0]),
            serdes,
            () -> Optional.of(EnrichmentGeneration.FIRST),
            InstantSource.system());
    System.out.println(OPENS);
    view.start();
    var indexer = new IndexerProcess(view.rebuilds(), Integer.parseInt(arguments[2]));
    var _ =
        Executors.newSingleThreadScheduledExecutor()
            .scheduleWithFixedDelay(indexer::rebuild, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    System.in.transferTo(OutputStream.nullOutputStream());
    Runtime.getRuntime().halt(0);
  }

  private void rebuild() {
    Optional<RebuildStatus> running = rebuilds.newest().filter(rebuild -> !rebuild.state().isEnd());
    if (!said && running.map(RebuildStatus::done).orElse(0L) > 0) {
      said = true;
      System.out.println(REBUILDS);
    }
    if (running.isEmpty()) {
      try {
        rebuilds.start(false, OptionalInt.of(rate));
      } catch (RebuildRefused e) {
        // Nothing serves yet; the next look may find more.
      }
    }
  }
}
