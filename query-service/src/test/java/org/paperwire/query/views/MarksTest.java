package org.paperwire.query.views;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.paperwire.platform.Position;

class MarksTest {

  private static final TopicPartition ONE = new TopicPartition("sightings", 0);
  private static final TopicPartition OTHER = new TopicPartition("signals", 0);

  private final Marks marks = new Marks();

  private static Position ends(long one, long other) {
    return new Position(Map.of(ONE, one, OTHER, other));
  }

  private static Instant at(long second) {
    return Instant.ofEpochSecond(second);
  }

  @Test
  void aPositionIsAsOldAsTheLastMomentWhoseEndsItHasReached() {
    marks.add(at(1), ends(10, 0));
    marks.add(at(2), ends(20, 0));
    marks.add(at(3), ends(20, 5));

    assertThat(marks.asOf(ends(9, 9))).isEmpty();
    assertThat(marks.asOf(ends(10, 0))).contains(at(1));
    assertThat(marks.asOf(ends(20, 4))).contains(at(2));
    assertThat(marks.asOf(ends(20, 5))).contains(at(3));
    assertThat(marks.asOf(ends(99, 99))).contains(at(3));
  }

  @Test
  void whereNothingIsWrittenAnAnswerStaysNew() {
    marks.add(at(1), ends(10, 0));
    marks.add(at(2), ends(10, 0));

    assertThat(marks.asOf(ends(10, 0))).contains(at(2));
  }

  @Test
  void whoHasReadNothingOfNothingIsUpToDate() {
    marks.add(at(1), ends(0, 0));

    assertThat(marks.asOf(Position.START)).contains(at(1));
  }

  @Test
  void manyMarksBecomeFewerAndNeverSayTooMuch() {
    int many = 5 * Marks.MOST;
    for (int i = 1; i <= many; i++) {
      marks.add(at(i), ends(i, i));
    }

    for (int i = 1; i <= many; i += 97) {
      Instant atMost = at(i);
      marks.asOf(ends(i, i)).ifPresent(at -> assertThat(at).isBeforeOrEqualTo(atMost));
    }
    assertThat(marks.asOf(ends(many, many))).contains(at(many));
    assertThat(marks.asOf(ends(many - 1, many - 1)))
        .hasValueSatisfying(at -> assertThat(at).isBetween(at(many - 64), at(many - 1)));
  }

  @Test
  void topicsThatWereMadeAnewBeginAnew() {
    marks.add(at(1), ends(10, 10));
    marks.add(at(2), ends(3, 0));

    assertThat(marks.asOf(ends(2, 0))).isEmpty();
    assertThat(marks.asOf(ends(3, 0))).contains(at(2));
  }
}
