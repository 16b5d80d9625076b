package org.paperwire.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperwire.topics.Topics;

/// `kill -9` in the middle of transactions.
@Tag("thorough")
class CrashIT {

  private static final int PARTITIONS = 4;
  private static final int SAID = 300;

  @TempDir Path folder;

  @Test
  void killedAgainAndAgainThePapersAreThoseOfAnUndisturbedRun() throws Exception {
    List<SpecificRecord> said = SampleCorpus.of(7, SAID);
    try (var world = new EnrichmentWorld(folder, PARTITIONS).keepingFences()) {
      for (int round = 0; round < 3; round++) {
        try (var process = EnrichmentProcess.start(world, PARTITIONS)) {
          int published = world.read(Topics.PAPERS).size();
          world.send(said.subList(round * SAID / 3, (round + 1) * SAID / 3));
          await()
              .atMost(EnrichmentWorld.PATIENCE)
              .until(() -> world.read(Topics.PAPERS).size() > published);
          process.kill();
        }
      }
      // What was cut off is in aborted transactions, and some partitions will never see another
      // record: the fence must not wait for one.
      try (var process = EnrichmentProcess.start(world, PARTITIONS)) {
        world.awaitFence(world.send(said.subList(0, 10)));

        assertThat(world.papers()).isEqualTo(EnrichmentIT.simulated(said));
        EnrichmentIT.assertRevisionsHaveNoGap(world.changes());
        process.kill();
      }
    }
  }
}
