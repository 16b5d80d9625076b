package org.paperwire.query.views;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperwire.platform.KafkaSettings;
import org.paperwire.platform.Position;
import org.paperwire.serdes.RegistrySerdes;
import org.paperwire.topics.EnrichmentGeneration;

/// What the builder of what serves says of it, in the file `CURRENT`.
class ServeDutyTest {

  private static final TopicPartition PARTITION = new TopicPartition("papers", 0);
  private static final Current OVERTAKEN = new Current(2, OptionalInt.of(1), false);

  @TempDir Path disk;

  @Test
  void theFirstGenerationIsNamedOnceItHasCaughtUp() throws IOException {
    Workshop<?> workshop = workshop();
    catchUp(workshop);
    assertThat(workshop.folder().current()).contains(new Current(1, OptionalInt.empty(), false));
  }

  /// After a restart, a rebuild may be quicker than what served.
  @Test
  void oneThatWasOvertakenBeforeItCaughtUpIsNotNamedAgain() throws IOException {
    Workshop<?> workshop = workshop();
    catchUp(workshop);
    ServeDuty duty = duty(workshop);
    try (Generation generation = duty.open()) {
      workshop.folder().switchTo(OVERTAKEN);
      duty.mayServe(generation);
    }
    assertThat(workshop.folder().current()).contains(OVERTAKEN);
  }

  private static void catchUp(Workshop<?> workshop) throws IOException {
    ServeDuty duty = duty(workshop);
    try (Generation generation = duty.open()) {
      generation.advance(generation.progress().at(Map.of(PARTITION, 1L), Position.START));
      duty.mayServe(generation);
    }
  }

  private static ServeDuty duty(Workshop<?> workshop) {
    var view =
        new View(
            workshop.definition(),
            workshop.folder(),
            workshop.settings(),
            workshop.kafka(),
            workshop.serdes(),
            workshop.enrichment(),
            InstantSource.system());
    return new ServeDuty(workshop, view.showing(), view.rebuilds());
  }

  private Workshop<?> workshop() {
    return new Workshop<>(
        new Words(1),
        new ViewFolder(disk, Disk.REAL),
        ViewSettings.DEFAULT,
        new KafkaSettings("nowhere:9092"),
        new RegistrySerdes("mock://serve-duty"),
        () -> Optional.of(EnrichmentGeneration.FIRST));
  }
}
