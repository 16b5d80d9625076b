package org.paperwire.query.views;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.paperwire.platform.Position;
import org.paperwire.topics.EnrichmentGeneration;

/// When a generation that is built of what another generation of the enrichment writes has caught
/// up.
class PursuitTest {

  private static final EnrichmentGeneration SERVED = EnrichmentGeneration.FIRST;
  private static final EnrichmentGeneration BUILT = new EnrichmentGeneration(2);
  private static final long START = 1_000;

  private final Pursuit pursuit = new Pursuit();

  private static Position position(long offset) {
    return new Position(Map.of(new TopicPartition("sightings", 0), offset));
  }

  private static Progress own(EnrichmentGeneration of, long offset) {
    return Progress.none(new DefinitionMark(1, "d")).of(of).at(Map.of(), position(offset));
  }

  private static ViewStatus serving(long offset) {
    return new ViewStatus(
        "search",
        Optional.of(1),
        Optional.of(SERVED),
        ViewStatus.State.FOLLOWING,
        Optional.empty(),
        Instant.EPOCH,
        position(offset),
        Map.of(),
        Optional.of(0L),
        0,
        0,
        true);
  }

  private boolean isLevel(long own, long serving, long after) {
    return pursuit.isLevel(own(BUILT, own), serving(serving), START + after);
  }

  @Test
  void ofTheSameEnrichmentTheEndOfTheTopicIsEnough() {
    assertThat(pursuit.isLevel(own(SERVED, 0), serving(100), START)).isTrue();
  }

  @Test
  void theEndOfATopicThatIsStillBeingFilledIsNot() {
    assertThat(isLevel(10, 100, 0)).isFalse();
    assertThat(isLevel(99, 100, 1)).isFalse();
  }

  @Test
  void whoComesToWhatWasServedWithinTwoSecondsIsLevelThoughWhatServesHasGoneOn() {
    assertThat(isLevel(10, 100, 0)).isFalse();
    assertThat(isLevel(100, 120, Pursuit.LEVEL_NANOS)).isTrue();
  }

  @Test
  void whoTakesLongerAimsAtWhatIsServedThen() {
    assertThat(isLevel(10, 100, 0)).isFalse();
    assertThat(isLevel(100, 500, Pursuit.LEVEL_NANOS + 1)).as("much may have come").isFalse();
    assertThat(isLevel(100, 500, Pursuit.LEVEL_NANOS + 2)).as("the new aim").isFalse();
    assertThat(isLevel(500, 510, Pursuit.LEVEL_NANOS + 3)).isTrue();
  }

  @Test
  void whereNothingWasWrittenBothAreLevel() {
    assertThat(isLevel(0, 0, 0)).isTrue();
  }
}
