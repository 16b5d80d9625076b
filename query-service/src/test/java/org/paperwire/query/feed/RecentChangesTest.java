package org.paperwire.query.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paperwire.query.PaperBuilder.paper;
import static org.paperwire.query.feed.Changes.place;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.paperwire.platform.Position;

class RecentChangesTest {

  private static final int ALL = 1_000;
  private static final int PLENTY = 1 << 20;

  private static Change change(int partition, long offset) {
    return Changes.at(partition, offset, Changes.discovered(paper("text:" + partition + offset)));
  }

  /// Which partition each change of a history is on.
  @Provide
  Arbitrary<List<Integer>> histories() {
    return Arbitraries.integers().between(0, 2).list().ofMaxSize(60);
  }

  private static FeedCursor fill(RecentChanges recent, List<Integer> history) {
    long[] next = new long[3];
    recent.open(place(0L, 0L, 0L));
    for (int partition : history) {
      Change change = change(partition, next[partition]++);
      recent.append(List.of(change), place(next[0], next[1], next[2]), Position.START);
    }
    return recent.end().orElseThrow();
  }

  @Property(tries = 200)
  void whoeverIsInsideGetsWhatItLacksOnceInTheOrderOfEachPartition(
      @ForAll("histories") List<Integer> history,
      @ForAll @IntRange(min = 1, max = 20) int capacity,
      @ForAll @IntRange(max = 25) int a,
      @ForAll @IntRange(max = 25) int b,
      @ForAll @IntRange(max = 25) int c) {
    var recent = new RecentChanges(capacity, PLENTY);
    FeedCursor end = fill(recent, history);
    FeedCursor begins =
        place(
            Math.min(a, end.offsets().get(0)),
            Math.min(b, end.offsets().get(1)),
            Math.min(c, end.offsets().get(2)));

    Optional<Long> number = recent.find(begins);
    if (number.isEmpty()) {
      assertThat(history.size()).as("only what is full lacks anything").isGreaterThan(capacity);
      return;
    }
    var given = new ArrayList<List<Long>>();
    FeedCursor at = begins;
    long next = number.get();
    boolean isEnd = false;
    while (!isEnd) {
      var found = recent.from(next, at, 3, PLENTY).orElseThrow();
      for (Step step : found.stretch().steps()) {
        given.add(List.of((long) step.change().partition(), step.change().offset()));
        assertThat(step.after().covers(at)).isTrue();
        assertThat(step.after().gave(step.change().partition(), step.change().offset())).isTrue();
        at = step.after();
      }
      at = found.stretch().end();
      next = found.next();
      isEnd = found.isEnd();
    }
    assertThat(at).isEqualTo(end);
    for (int partition = 0; partition < 3; partition++) {
      long of = partition;
      var lacked = new ArrayList<List<Long>>();
      for (long o = begins.offsets().get(partition); o < end.offsets().get(partition); o++) {
        lacked.add(List.of(of, o));
      }
      assertThat(given.stream().filter(g -> g.getFirst() == of)).containsExactlyElementsOf(lacked);
    }
    assertThat(new HashSet<>(given)).hasSameSizeAs(given);
  }

  @Example
  void itIsBoundedInNumber() {
    var recent = new RecentChanges(3, PLENTY);
    fill(recent, List.of(0, 0, 0, 0, 0));
    assertThat(recent.since(0)).hasSize(3);
    assertThat(recent.find(place(1L, 0L, 0L))).as("fallen out").isEmpty();
    assertThat(recent.find(place(2L, 0L, 0L))).as("still inside").isPresent();
    assertThat(recent.from(1, place(1L, 0L, 0L), ALL, PLENTY)).isEmpty();
  }

  @Example
  void itIsBoundedInBytesAndStillHoldsTheNewest() {
    int one = new Step(change(0, 0), place(1L, 0L, 0L)).bytes();
    var narrow = new RecentChanges(ALL, 2L * one + one / 2);
    fill(narrow, List.of(0, 0, 0, 0, 0));
    assertThat(narrow.since(0)).hasSize(2);
    var tooNarrow = new RecentChanges(ALL, 1);
    fill(tooNarrow, List.of(0, 0));
    assertThat(tooNarrow.since(0)).hasSize(1);
  }

  @Example
  void readersAtTheSamePlaceAreGivenTheSameBytes() {
    var recent = new RecentChanges(ALL, PLENTY);
    fill(recent, List.of(0, 1));
    Step one = first(recent, place(0L, 0L, 0L));
    Step other = first(recent, place(0L, 0L, 0L));
    assertThat(one.id()).isSameAs(other.id());
    assertThat(one.change().event()).isSameAs(other.change().event());
  }

  @Example
  void aReaderWhoIsFurtherOnAnotherPartitionKeepsThatInItsCursor() {
    var recent = new RecentChanges(ALL, PLENTY);
    fill(recent, List.of(0, 1));
    Step step = first(recent, place(0L, 1L, 0L));
    assertThat(step.change().partition()).isZero();
    assertThat(step.after()).isEqualTo(place(1L, 1L, 0L));
    assertThat(new String(step.id(), java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo("id: " + place(1L, 1L, 0L).token() + "\n");
  }

  private static Step first(RecentChanges recent, FeedCursor cursor) {
    return recent
        .from(recent.find(cursor).orElseThrow(), cursor, ALL, PLENTY)
        .orElseThrow()
        .stretch()
        .steps()
        .getFirst();
  }
}
