package org.paperwire.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.paperwire.ingest.Limits;
import org.paperwire.ingest.intake.BodyRoom.NoRoomException;

class BodyRoomTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int LARGEST = BodyRoom.LARGEST_BYTES;
  private static final int CHUNK = 64 * 1024;

  private static BodyRoom room(long bytes, Duration patience) {
    return new BodyRoom(new IntakeSettings(bytes, patience));
  }

  private static void fill(BodyRoom.Share share, int bytes) throws IOException {
    for (int taken = 0; taken < bytes; taken += CHUNK) {
      share.take(Math.min(CHUNK, bytes - taken));
    }
  }

  @Test
  void allBodiesTogetherHaveNoMoreThanThereIs() throws IOException {
    BodyRoom room = room(2L * LARGEST, Duration.ZERO);
    try (var one = room.share();
        var two = room.share();
        var three = room.share()) {
      fill(one, LARGEST);
      fill(two, Limits.BODY_BYTES_MAX);

      assertThatThrownBy(() -> fill(three, Limits.BODY_BYTES_MAX))
          .isInstanceOf(NoRoomException.class);
      assertThat(room.free()).isNotNegative();
    }
    assertThat(room.free()).isEqualTo(2L * LARGEST);
  }

  @Test
  void aPaperAloneIsTakenWhateverTheOthersHold() throws IOException {
    BodyRoom room = room(LARGEST, Duration.ZERO);
    try (var large = room.share();
        var small = room.share()) {
      fill(large, LARGEST);

      assertThatCode(() -> small.take(BodyRoom.UNCOUNTED_BYTES)).doesNotThrowAnyException();
      assertThatThrownBy(() -> small.take(1)).isInstanceOf(NoRoomException.class);
    }
  }

  @Test
  void whoHasToWaitGoesOnAsSoonAsSomethingIsGivenBack() throws Exception {
    BodyRoom room = room(LARGEST, PATIENCE);
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = room.share();
      fill(first, LARGEST);
      Future<?> second =
          executor.submit(
              () -> {
                try (var share = room.share()) {
                  fill(share, LARGEST);
                  return share;
                }
              });
      assertThat(second.isDone()).isFalse();

      first.close();

      await().atMost(PATIENCE).until(second::isDone);
      assertThat(second.get()).isNotNull();
      assertThat(room.free()).isEqualTo(LARGEST);
    }
  }

  /// Each holds a part and wants more than is left: without a place for one to read on, all would
  /// wait for each other.
  @Property(tries = 20)
  void bodiesThatGrowAtOnceAllComeToTheirEnd(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 12) int bodies) throws Exception {
    BodyRoom room = room(LARGEST + 4L * Limits.ITEM_BYTES_MAX, PATIENCE);
    var random = new Random(seed);
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = new ArrayList<Future<Boolean>>();
      for (int i = 0; i < bodies; i++) {
        int size = 1 + random.nextInt(Limits.BODY_BYTES_MAX);
        all.add(
            executor.submit(
                () -> {
                  try (var share = room.share()) {
                    fill(share, size);
                    return true;
                  }
                }));
      }
      for (Future<Boolean> body : all) {
        assertThat(body.get()).isTrue();
      }
    }
    assertThat(room.free()).isEqualTo(LARGEST + 4L * Limits.ITEM_BYTES_MAX);
  }

  @Test
  void lessThanTheLargestBodyNeedsIsNoSetting() {
    assertThatThrownBy(() -> new IntakeSettings(LARGEST - 1, PATIENCE))
        .hasMessageContaining("paperwire.intake.room-bytes");
    assertThatThrownBy(() -> new IntakeSettings(LARGEST, Duration.ofSeconds(-1)))
        .hasMessageContaining("paperwire.intake.room-patience");
  }
}
