package org.paperwire.platform.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BucketsTest {

  private static final int MANY = 1_000;
  private static final Caller ADA = new Caller("ada");
  private static final Caller BO = new Caller("bo");

  /// Of the clock, which passes its greatest number on the way.
  private long now = Long.MAX_VALUE - Duration.ofSeconds(1).toNanos();

  private Buckets buckets(int perSecond, int atOnce) {
    return new Buckets(new Limit(perSecond, atOnce), MANY, () -> now);
  }

  private void pause(Duration pause) {
    now += pause.toNanos();
  }

  /// How many of so many are granted.
  private static long granted(Buckets buckets, Caller caller, int asked) {
    return IntStream.range(0, asked).filter(_ -> buckets.take(caller).isEmpty()).count();
  }

  @Test
  void soManyAtOnceAndThenSoManyASecond() {
    Buckets buckets = buckets(2, 5);

    assertThat(granted(buckets, ADA, 10)).isEqualTo(5);
    pause(Duration.ofSeconds(1));
    assertThat(granted(buckets, ADA, 10)).isEqualTo(2);
    pause(Duration.ofHours(1));
    assertThat(granted(buckets, ADA, 10)).as("no more than at once").isEqualTo(5);
  }

  @Test
  void oneCallerTakesNothingFromAnother() {
    Buckets buckets = buckets(1, 3);

    assertThat(granted(buckets, ADA, 10)).isEqualTo(3);
    assertThat(granted(buckets, BO, 10)).isEqualTo(3);
  }

  @Test
  void whoWaitsAsLongAsHeIsToldGetsOne() {
    Buckets buckets = buckets(4, 1);
    buckets.take(ADA);

    Optional<Duration> wait = buckets.take(ADA);

    assertThat(wait).contains(Duration.ofMillis(250));
    pause(wait.orElseThrow().minusNanos(1));
    assertThat(buckets.take(ADA)).contains(Duration.ofNanos(1));
    pause(Duration.ofNanos(1));
    assertThat(buckets.take(ADA)).isEmpty();
  }

  /// Whatever the pauses: never more than the bucket holds and what has flowed in since, and never
  /// less than what has flowed in when it was asked for all the time.
  @Property
  void whatIsGrantedFollowsTheClock(
      @ForAll @IntRange(min = 1, max = 50) int perSecond,
      @ForAll @IntRange(min = 1, max = 50) int atOnce,
      @ForAll @Size(max = 40) List<@IntRange(max = 3_000) Integer> pauses) {
    Buckets buckets = buckets(perSecond, atOnce);
    double level = atOnce;
    for (int millis : pauses) {
      pause(Duration.ofMillis(millis));
      level = Math.min(atOnce, level + perSecond * millis / 1e3);

      long granted = granted(buckets, ADA, 2 * atOnce);

      // The slack is for intervals of whole nanoseconds.
      assertThat((double) granted).isBetween(Math.floor(level - 1e-5), Math.floor(level + 1e-5));
      level -= granted;
    }
  }

  @Test
  void manyWhoAskAtOnceGetNoMoreThanOne() {
    Buckets buckets = buckets(1, 500);

    long granted =
        IntStream.range(0, 4_000).parallel().filter(_ -> buckets.take(ADA).isEmpty()).count();

    assertThat(granted).isEqualTo(500);
  }

  @Test
  void aBucketThatIsFullAgainIsForgotten() {
    Buckets buckets = buckets(2, 10);
    granted(buckets, ADA, 10);
    assertThat(buckets.callers()).isEqualTo(1);

    pause(Duration.ofSeconds(5));

    assertThat(buckets.callers()).isZero();
    assertThat(granted(buckets, ADA, 20)).isEqualTo(10);
  }

  @Test
  void moreCallersThanThereMayBeAreNotRemembered() {
    Buckets buckets = buckets(1, 10);

    for (int i = 0; i < 100 * MANY; i++) {
      buckets.take(new Caller("at " + i));
    }

    assertThat(buckets.callers()).isLessThanOrEqualTo(MANY);
  }

  /// Those who make up addresses push out each other.
  @Test
  void whoAsksAllTheTimeIsRememberedAmongManyWhoComeOnce() {
    Buckets buckets = buckets(1, 10);
    long granted = 0;

    for (int i = 0; i < 20 * MANY; i++) {
      buckets.take(new Caller("at " + i));
      granted += granted(buckets, ADA, 1);
    }

    assertThat(granted).isLessThanOrEqualTo(20);
  }

  @Test
  void aLimitLetsSomethingThrough() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Limit(0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Limit(1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Limit(2_000_000, 1));
  }
}
