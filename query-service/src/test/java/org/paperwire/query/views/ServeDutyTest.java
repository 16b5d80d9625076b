package org.paperwire.query.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.common.TopicPartition;
import org.apache.lucene.index.CorruptIndexException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperwire.platform.KafkaSettings;
import org.paperwire.platform.Position;
import org.paperwire.query.views.Snapshot.Standing;
import org.paperwire.query.views.ViewStatus.State;
import org.paperwire.serdes.RegistrySerdes;
import org.paperwire.topics.EnrichmentGeneration;

/// What the builder of what serves says of it, in the file `CURRENT`, and what it does when it
/// fails.
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

  @Test
  void anIndexThatIsFoundDamagedIsMovedAsideAndNotFollowedAnyMore() throws IOException {
    Workshop<?> workshop = workshop();
    catchUp(workshop);
    View view = view(workshop);
    Showing showing = view.showing();
    var duty = new ServeDuty(workshop, showing, view.rebuilds());
    duty.open().close();

    assertThat(duty.goesOnAfter(new CorruptIndexException("checksum failed", "_0.cfs"))).isFalse();

    assertThat(showing.status().state()).isEqualTo(State.DAMAGED);
    assertThat(showing.status().because()).hasValue("generation 1 cannot be written any more");
    assertThat(disk.resolve("1.damaged")).isDirectory();
    assertThat(disk.resolve("1")).doesNotExist();
  }

  @Test
  void aDiskThatFailsIsNoDamageAndIsTriedAgain() throws IOException {
    Workshop<?> workshop = workshop();
    catchUp(workshop);
    ServeDuty duty = duty(workshop);
    duty.open().close();

    assertThat(duty.goesOnAfter(new IOException("No space left on device"))).isTrue();
    assertThat(disk.resolve("1")).isDirectory();
  }

  /// A view serves a moment before it shows of what. Whoever brings views to a generation of the
  /// enrichment may look just then.
  @Test
  void whatServesIsNotBuiltAgainBecauseItDoesNotShowYet() throws IOException {
    Workshop<?> workshop = workshop();
    View view = view(workshop);
    var duty = new ServeDuty(workshop, view.serving(), view.rebuilds());
    try (Generation generation = duty.open()) {
      generation.advance(
          generation
              .progress()
              .of(EnrichmentGeneration.FIRST)
              .at(Map.of(PARTITION, 1L), Position.START));
      duty.mayServe(generation);
      assertRefusesToFollowTheFirst(view);
      view.serving().publish(generation.refresh(Standing.CURRENT), Optional.empty());
      assertRefusesToFollowTheFirst(view);
      view.serving().close();
    }
    assertThat(view.rebuilds().newest()).isEmpty();
  }

  private static void assertRefusesToFollowTheFirst(View view) {
    assertThatExceptionOfType(RebuildRefused.class)
        .isThrownBy(() -> view.rebuilds().follow(EnrichmentGeneration.FIRST));
  }

  private static void catchUp(Workshop<?> workshop) throws IOException {
    ServeDuty duty = duty(workshop);
    try (Generation generation = duty.open()) {
      generation.advance(generation.progress().at(Map.of(PARTITION, 1L), Position.START));
      duty.mayServe(generation);
    }
  }

  private static ServeDuty duty(Workshop<?> workshop) {
    View view = view(workshop);
    return new ServeDuty(workshop, view.showing(), view.rebuilds());
  }

  private static View view(Workshop<?> workshop) {
    return new View(
        workshop.definition(),
        workshop.folder(),
        workshop.settings(),
        workshop.kafka(),
        workshop.serdes(),
        workshop.enrichment(),
        InstantSource.system());
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
