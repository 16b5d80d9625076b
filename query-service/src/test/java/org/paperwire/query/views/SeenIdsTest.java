package org.paperwire.query.views;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class SeenIdsTest {

  @Property(tries = 100)
  void whatWasSeenIsNeverNew(@ForAll List<String> ids) {
    var seen = new SeenIds();
    Set<String> known = new HashSet<>();
    for (String id : ids) {
      boolean isNew = seen.isNew(id);
      assertThat(isNew && !known.add(id)).as(id).isFalse();
      known.add(id);
    }
    assertThat(ids).noneMatch(seen::isNew);
  }

  @Example
  void ofAHundredThousandNewOnesHardlyAnyIsTakenForKnown() {
    var seen = new SeenIds();

    long taken = IntStream.range(0, 100_000).filter(i -> !seen.isNew("p" + i)).count();

    assertThat(taken).isLessThan(10);
  }

  @Example
  void twoThreadsForgetNothingOfEachOther() throws InterruptedException {
    var seen = new SeenIds();
    List<Thread> threads =
        IntStream.range(0, 2)
            .mapToObj(
                thread ->
                    Thread.ofPlatform()
                        .start(
                            () -> {
                              for (int i = thread; i < 200_000; i += 2) {
                                seen.isNew("p" + i);
                              }
                            }))
            .toList();
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(IntStream.range(0, 200_000)).noneMatch(i -> seen.isNew("p" + i));
  }
}
