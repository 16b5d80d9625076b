package org.paperwire.query.views;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paperwire.query.views.RebuildStatus.Kind;
import org.paperwire.query.views.RebuildStatus.State;
import org.paperwire.topics.EnrichmentGeneration;

class RebuildTest {

  private static final Instant AT = Instant.parse("2026-11-22T01:02:03Z");

  private static Rebuild rebuild(boolean hold) {
    return new Rebuild(
        new Rebuild.Order(
            7,
            12,
            new EnrichmentGeneration(3),
            Kind.REBUILD,
            hold,
            500,
            Optional.of("the analyser: é, 论"),
            AT));
  }

  @Test
  void whatIsWrittenDownIsReadAgain() {
    Rebuild rebuild = rebuild(true);
    Rebuild again = Rebuild.parse(rebuild.text()).orElseThrow();

    assertThat(again.order()).isEqualTo(rebuild.order());
    assertThat(again.state()).isEqualTo(State.BUILDING);

    rebuild.end(State.FAILED, Optional.of("no room"), AT.plusSeconds(1));
    RebuildStatus ended = Rebuild.parse(rebuild.text()).orElseThrow().status(Optional.empty());
    assertThat(ended.state()).isEqualTo(State.FAILED);
    assertThat(ended.because()).hasValue("no room");
    assertThat(ended.endedAt()).hasValue(AT.plusSeconds(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "number=1", "state=FLYING", "\\u00", "number=1\ngeneration=x"})
  void whatIsNoneOfOursIsNotRead(String text) {
    assertThat(Rebuild.parse(text)).isEmpty();
  }

  @Test
  void whatIsHeldServesWhenItIsLetGo() {
    Rebuild rebuild = rebuild(true);

    assertThat(rebuild.caughtUp()).isFalse();
    assertThat(rebuild.state()).isEqualTo(State.HELD);
    assertThat(rebuild.letGo()).isTrue();
    assertThat(rebuild.caughtUp()).isTrue();
  }

  @Test
  void whatIsOverStaysAsItEnded() {
    Rebuild rebuild = rebuild(false);

    assertThat(rebuild.end(State.CANCELLED, Optional.empty(), AT)).isTrue();
    assertThat(rebuild.end(State.FAILED, Optional.of("later"), AT)).isFalse();
    assertThat(rebuild.letGo()).isFalse();
    assertThat(rebuild.caughtUp()).isFalse();
    assertThat(rebuild.state()).isEqualTo(State.CANCELLED);
  }

  @Test
  void theTotalIsWhatIsDoneAndWhatIsAhead() {
    Rebuild rebuild = rebuild(false);
    rebuild.progressed(40, Optional.of(60L));
    rebuild.progressed(50, Optional.empty());

    RebuildStatus status = rebuild.status(Optional.empty());
    assertThat(status.done()).isEqualTo(50);
    assertThat(status.total()).isEqualTo(100);
    assertThat(status.rate()).isPositive();
    assertThat(status.timeLeft()).isPresent();
  }

  @Property
  void aPaceIsKeptHoweverTheWorkIsPortioned(
      @ForAll @IntRange(min = 10, max = 10_000) int perSecond,
      @ForAll @IntRange(min = 1, max = 50) int rounds) {
    var pace = new Pace(perSecond);
    long start = System.nanoTime();
    long now = start;
    int batch = pace.batch(2_000);
    for (int round = 0; round < rounds; round++) {
      now += pace.after(batch, now).toNanos();
    }
    double asked = (double) batch * rounds / perSecond;
    assertThat((now - start) / 1e9).isBetween(asked - 0.6, asked + 0.6);
  }

  @Test
  void withoutALimitNobodyWaits() {
    assertThat(new Pace(0).after(1_000_000, System.nanoTime())).isEqualTo(Duration.ZERO);
    assertThat(new Pace(0).batch(2_000)).isEqualTo(2_000);
  }

  @Test
  void whatServesIsWrittenDownAndReadAgain() {
    for (var current :
        new Current[] {
          new Current(1, OptionalInt.empty(), false),
          new Current(7, OptionalInt.of(6), false),
          new Current(6, OptionalInt.of(7), true),
          new Current(6, OptionalInt.empty(), true)
        }) {
      assertThat(Current.parse(current.text())).hasValue(current);
    }
    assertThat(Current.parse("7"))
        .as("of older versions")
        .hasValue(new Current(7, OptionalInt.empty(), false));
    for (String nonsense : new String[] {"", "0", "seven", "7\nbefore x", "../7", "7 7"}) {
      assertThat(Current.parse(nonsense)).as(nonsense).isEmpty();
    }
  }
}
