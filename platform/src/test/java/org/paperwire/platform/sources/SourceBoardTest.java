package org.paperwire.platform.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paperwire.avro.Cursor;

class SourceBoardTest {

  private static final Instant WRITTEN = Instant.parse("2026-11-17T08:00:00Z");

  /// A cursor that says when it is to be asked next, in an hour, and from when on it is stale, in a
  /// day.
  @ParameterizedTest
  @CsvSource({
    "fresh,       PT30M,   fresh",
    "quiet,       PT30M,   quiet",
    "unreachable, PT30M,   unreachable",
    // it was asked in time, and is a little late
    "fresh,       PT1H9M,  fresh",
    // nobody asked when it was time to
    "fresh,       PT1H11M, not-asked",
    "unreachable, PT25H,   not-asked",
    // a word of a later version stays what it is
    "resting,     PT30M,   resting",
  })
  void aStateIsAsOfNow(String written, Duration later, String told) {
    assertThat(SourceBoard.polled(cursor(written, 1, 24), WRITTEN.plus(later)).state())
        .isEqualTo(told);
  }

  @ParameterizedTest
  @CsvSource({
    "fresh,       stale",
    "quiet,       stale",
    "unreachable, unreachable",
    "refused,     refused",
  })
  void whatWasDueAndDidNotComeIsStaleUnlessSomethingIsKnownToBeWrong(String written, String told) {
    assertThat(SourceBoard.polled(cursor(written, 48, 24), WRITTEN.plus(Duration.ofHours(30))))
        .satisfies(polled -> assertThat(polled.state()).isEqualTo(told));
  }

  private static Cursor cursor(String state, int nextInHours, int staleInHours) {
    return Cursor.newBuilder()
        .setPoller("huggingface")
        .setAddress("https://daily.example/api")
        .setAnswers(3)
        .setFailures(0)
        .setTaken(ByteBuffer.allocate(0))
        .setTaking(ByteBuffer.allocate(0))
        .setState(state)
        .setNextAt(WRITTEN.plus(Duration.ofHours(nextInHours)))
        .setStaleAt(WRITTEN.plus(Duration.ofHours(staleInHours)))
        .build();
  }
}
