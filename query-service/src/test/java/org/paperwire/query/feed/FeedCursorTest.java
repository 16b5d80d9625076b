package org.paperwire.query.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FeedCursorTest {

  private static final FeedIdentity FEED = new FeedIdentity("g1", "mZ3-x_Q9T0a");

  @Provide
  Arbitrary<FeedCursor> cursors() {
    return Arbitraries.longs()
        .greaterOrEqual(0)
        .list()
        .ofSize(4)
        .map(offsets -> new FeedCursor(FEED, offsets));
  }

  @Provide
  Arbitrary<FeedCursor> cursorsOfAnyFeed() {
    Arbitrary<String> names =
        Arbitraries.strings().withCharRange('a', 'z').numeric().withChars('-', '_').ofMaxLength(32);
    return Combinators.combine(
            names, names, Arbitraries.longs().greaterOrEqual(0).list().ofMinSize(1).ofMaxSize(40))
        .as((generation, topic, at) -> new FeedCursor(new FeedIdentity(generation, topic), at));
  }

  @Property(tries = 500)
  void aTokenIsReadBackAndFitsIntoAnAddressAndAHeader(
      @ForAll("cursorsOfAnyFeed") FeedCursor cursor) {
    assertThat(cursor.token()).matches("[A-Za-z0-9_-]+");
    assertThat(FeedCursor.parse(cursor.token())).contains(cursor);
  }

  @Property(tries = 1_000)
  void anyTextIsACursorOrNoneAndNeverAnError(@ForAll String text) {
    String packed = Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    assertThat(FeedCursor.parse(text)).isNotNull();
    assertThat(FeedCursor.parse(packed)).isNotNull();
    assertThat(FeedStart.parse(text)).isNotNull();
  }

  @Example
  void whatNobodyWroteIsNoToken() {
    for (String text :
        List.of(
            "",
            "0;g1;t;1.2",
            "1;g1;t",
            "1;g1;t;",
            "1;g1;t;-1",
            "1;g1;t;1.x",
            "1;g1;t;1;2",
            "1;g1;t;18446744073709551615")) {
      String token = Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
      assertThat(FeedCursor.parse(token)).as(text).isEmpty();
    }
  }

  @Property(tries = 300)
  void placesFormALattice(
      @ForAll("cursors") FeedCursor a,
      @ForAll("cursors") FeedCursor b,
      @ForAll("cursors") FeedCursor c) {
    assertThat(a.max(b)).isEqualTo(b.max(a));
    assertThat(a.max(b).max(c)).isEqualTo(a.max(b.max(c)));
    assertThat(a.max(a)).isEqualTo(a);
    assertThat(a.max(b).covers(a)).isTrue();
    assertThat(a.max(b).covers(b)).isTrue();
    assertThat(a.covers(b) && b.covers(a)).isEqualTo(a.equals(b));
  }

  @Property(tries = 300)
  void afterAChangeItHasBeenGivenAndNothingBehindIt(@ForAll("cursors") FeedCursor cursor) {
    long offset = cursor.offsets().get(2) / 2;
    FeedCursor after = cursor.at(2, offset + 1);
    assertThat(after.gave(2, offset)).isTrue();
    assertThat(after.gave(2, offset + 1)).isFalse();
    assertThat(after.offsets().get(1)).isEqualTo(cursor.offsets().get(1));
  }
}
