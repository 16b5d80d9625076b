package org.paperwire.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PositionTest {

  @Provide
  Arbitrary<Position> positions() {
    var partitions =
        Combinators.combine(
                Arbitraries.of("paperwire.sightings.v1", "paperwire.signals.v1"),
                Arbitraries.integers().between(0, 11))
            .as(TopicPartition::new);
    return Arbitraries.maps(partitions, Arbitraries.longs().greaterOrEqual(0))
        .ofMaxSize(24)
        .map(Position::new);
  }

  @Property
  void aTokenComesBackAsItWent(@ForAll("positions") Position position) {
    assertThat(Position.parse(position.token())).contains(position);
    assertThat(position.token()).matches("[A-Za-z0-9_-]+");
  }

  @Property
  void theLaterOfTwoHasReachedBoth(
      @ForAll("positions") Position one, @ForAll("positions") Position other) {
    Position later = one.max(other);

    assertThat(later.reached(one)).isTrue();
    assertThat(later.reached(other)).isTrue();
    assertThat(later).isEqualTo(other.max(one));
    assertThat(one.reached(Position.START)).isTrue();
  }

  @Property
  void noTextMakesItThrow(@ForAll String text) {
    assertThat(Position.parse(text)).isNotNull();
  }

  @Test
  void aPartitionThatIsBehindHasNotReached() {
    var partition = new TopicPartition("paperwire.sightings.v1", 3);

    assertThat(new Position(Map.of(partition, 4L)).reached(new Position(Map.of(partition, 5L))))
        .isFalse();
    assertThat(Position.START.reached(new Position(Map.of(partition, 1L)))).isFalse();
  }
}
