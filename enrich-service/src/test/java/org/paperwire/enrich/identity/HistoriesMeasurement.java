package org.paperwire.enrich.identity;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.LongRange;

/// The property of [IdentityTest] over fifty times as many histories. Takes minutes, so it runs
/// when it is named: `mvn -pl enrich-service test -Dtest=HistoriesMeasurement`.
class HistoriesMeasurement {

  @Property(tries = 100_000, shrinking = ShrinkingMode.OFF)
  void whateverHappenedOnTheWayOnlyWhatIsNowCounts(
      @ForAll @LongRange(min = 0, max = 1_000_000_000) long seed) {
    IdentityTest.assertOnlyTheNewestWordCounts(seed);
  }
}
