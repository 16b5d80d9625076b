package org.paperwire.query.views;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperwire.platform.KafkaSettings;
import org.paperwire.platform.Position;
import org.paperwire.query.views.RebuildStatus.Kind;
import org.paperwire.serdes.RegistrySerdes;
import org.paperwire.topics.EnrichmentGeneration;

/// Which generations can be asked and gone on with.
class GenerationsTest {

  @TempDir Path disk;

  private Workshop<?> workshop() {
    return new Workshop<>(
        new Words(1),
        new ViewFolder(disk, Disk.REAL),
        ViewSettings.DEFAULT,
        new KafkaSettings("nowhere:9092"),
        new RegistrySerdes("mock://generations"),
        () -> Optional.of(EnrichmentGeneration.FIRST));
  }

  private static Generation built(Workshop<?> workshop, int number) throws IOException {
    Generation generation =
        workshop.folder().open(number, workshop.definition(), workshop.settings());
    generation.advance(
        generation.progress().at(Map.of(new TopicPartition("papers", 0), 1L), Position.START));
    generation.commit();
    return generation;
  }

  private static Rebuild rebuild(Kind kind) {
    return new Rebuild(
        new Rebuild.Order(
            1, 2, EnrichmentGeneration.FIRST, kind, false, 0, Optional.empty(), Instant.EPOCH));
  }

  @Test
  void whatIsWholeCanBeAskedAndGoneOnWith() throws IOException {
    Workshop<?> workshop = workshop();
    try (Generation serving = built(workshop, 1)) {
      built(workshop, 2).close();
      var generations = new Generations(workshop);
      var opened = new ViewFolder.Opened(serving, true, Optional.empty());

      assertThat(generations.isAskable(2)).isTrue();
      assertThat(generations.canGoOn(rebuild(Kind.REBUILD), opened)).isTrue();
      assertThat(generations.canGoOn(rebuild(Kind.BACK), opened)).isTrue();
    }
  }

  @Test
  void whatIsDamagedCanNeitherBeAskedNorGoneOnWith() throws IOException {
    Workshop<?> workshop = workshop();
    try (Generation serving = built(workshop, 1)) {
      built(workshop, 2).close();
      GenerationTest.damage(disk.resolve("2"));
      var generations = new Generations(workshop);
      var opened = new ViewFolder.Opened(serving, true, Optional.empty());

      assertThat(generations.isAskable(2)).isFalse();
      assertThat(generations.canGoOn(rebuild(Kind.REBUILD), opened)).isFalse();
      assertThat(generations.canGoOn(rebuild(Kind.BACK), opened)).isFalse();
    }
  }
}
