package org.paperwire.query.views;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.paperwire.avro.Fence;
import org.paperwire.avro.Offset;
import org.paperwire.platform.Position;
import org.paperwire.topics.EnrichmentGeneration;

class FencesTest {

  private static final TopicPartition PROGRESS = new TopicPartition("progress", 2);
  private static final TopicPartition OUTPUT = new TopicPartition("papers", 0);
  private static final EnrichmentGeneration GENERATION = new EnrichmentGeneration(3);
  private static final TopicPartition SOURCE = new TopicPartition("sightings", 0);

  private final Fences fences = new Fences(GENERATION, "papers", Position.START);

  private static Fence fence(long source, Offset... outputs) {
    return Fence.newBuilder()
        .setGeneration(GENERATION.name())
        .setSources(List.of(offset("sightings", source)))
        .setOutputs(List.of(outputs))
        .setFencedAt(Instant.EPOCH)
        .build();
  }

  private static Offset offset(String topic, long next) {
    return Offset.newBuilder().setTopic(topic).setPartition(0).setOffset(next).build();
  }

  private static Position sources(long offset) {
    return new Position(Map.of(SOURCE, offset));
  }

  @Test
  void thePositionIsThatOfTheNewestFenceWhoseOutputsHaveBeenRead() {
    fences.read(PROGRESS, 0, fence(5, offset("papers", 10)));
    fences.read(PROGRESS, 1, fence(7, offset("papers", 20)));

    assertThat(fences.at(Map.of(OUTPUT, 9L))).isEqualTo(Position.START);
    assertThat(fences.at(Map.of(OUTPUT, 10L))).isEqualTo(sources(5));
    assertThat(fences.at(Map.of(OUTPUT, 25L))).isEqualTo(sources(7));
  }

  @Test
  void outputsThatTheViewDoesNotReadDoNotHoldItBack() {
    fences.read(PROGRESS, 0, fence(5, offset("papers", 1), offset("changes", 1_000)));
    assertThat(fences.at(Map.of(OUTPUT, 1L))).isEqualTo(sources(5));
  }

  /// They say nothing of the topics that are read here, and would seem to be reached.
  @Test
  void fencesOfAnotherGenerationDoNotCount() {
    Fence other = fence(5, offset("papers.g4", 1));
    fences.read(PROGRESS, 0, Fence.newBuilder(other).setGeneration("g4").build());
    assertThat(fences.at(Map.of(OUTPUT, 100L))).isEqualTo(Position.START);
    assertThat(fences.resumeAt(PROGRESS, 7)).isEqualTo(7);
  }

  @Test
  void aPositionNeverGoesBack() {
    fences.read(PROGRESS, 0, fence(7, offset("papers", 1)));
    fences.read(PROGRESS, 1, fence(5, offset("papers", 1)));
    assertThat(fences.at(Map.of(OUTPUT, 1L))).isEqualTo(sources(7));
  }

  @Test
  void aRestartReadsAgainWhatWasStillWaiting() {
    fences.read(PROGRESS, 3, fence(5, offset("papers", 10)));
    fences.read(PROGRESS, 4, fence(7, offset("papers", 20)));

    fences.at(Map.of(OUTPUT, 0L));
    assertThat(fences.resumeAt(PROGRESS, 5)).isEqualTo(3);
    fences.at(Map.of(OUTPUT, 10L));
    assertThat(fences.resumeAt(PROGRESS, 5)).isEqualTo(4);
    fences.at(Map.of(OUTPUT, 20L));
    assertThat(fences.resumeAt(PROGRESS, 5)).isEqualTo(5);
  }

  @Test
  void moreWaitingFencesThanAreKeptLoseNothingInTheEnd() {
    int all = 10 * Fences.WAITING_MAX;
    for (int i = 1; i <= all; i++) {
      fences.read(PROGRESS, i, fence(i, offset("papers", i)));
    }
    assertThat(fences.at(Map.of(OUTPUT, (long) all))).isEqualTo(sources(all));
  }
}
