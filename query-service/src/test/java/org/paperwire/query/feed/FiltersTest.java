package org.paperwire.query.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paperwire.query.PaperBuilder.paper;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.paperwire.query.papers.PaperFromTopic;
import org.paperwire.query.search.Refused;
import org.paperwire.query.search.Selection;
import org.paperwire.query.search.SinglePaper;
import org.paperwire.query.search.Standing;

class FiltersTest {

  private final Filters filters = new Filters(Standing::query, 2);

  private static Selection selection(String text, String... tags) {
    return new Selection(
        Optional.of(text).filter(words -> !words.isEmpty()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(tags),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void readersWhoAskForTheSameShareAFilter() throws Refused {
    Filter one = filters.take(selection("graph  networks", "a", "b")).orElseThrow();
    Filter other = filters.take(selection(" graph networks", "b", "a", "a")).orElseThrow();
    assertThat(other).isSameAs(one);
    assertThat(filters.all()).hasSize(1);
  }

  @Test
  void aFilterGoesWithItsLastReader() throws Refused {
    Filter filter = filters.take(selection("graph")).orElseThrow();
    filters.take(selection("graph"));
    filters.giveBack(filter);
    assertThat(filters.all()).containsExactly(filter);
    filters.giveBack(filter);
    assertThat(filters.all()).isEmpty();
  }

  @Test
  void thereAreNoMoreDifferentOnesThanMayBe() throws Refused {
    Filter filter = filters.take(selection("", "a")).orElseThrow();
    filters.take(selection("", "b"));
    assertThat(filters.take(selection("", "c"))).isEmpty();
    assertThat(filters.take(selection("", "b"))).as("a known one").isPresent();
    filters.giveBack(filter);
    assertThat(filters.take(selection("", "c"))).isPresent();
  }

  @Test
  void aFilterLooksAtAChangeOnce() throws Refused {
    Filter filter = filters.take(selection("graph")).orElseThrow();
    var graph = paper("text:x").titled("Graphs");
    Change change = Changes.at(0, 0, Changes.discovered(graph));
    var looked = new AtomicInteger();
    Supplier<SinglePaper> counted =
        () -> {
          looked.incrementAndGet();
          return Standing.alone(PaperFromTopic.paper(graph.build()));
        };
    for (int reader = 0; reader < 5; reader++) {
      assertThat(filter.passes(7, change, counted)).isTrue();
    }
    assertThat(looked).hasValue(1);
    Change other = Changes.at(0, 1, Changes.discovered(paper("text:y").titled("Trees")));
    assertThat(filter.passes(7 + 512, other, other.paper())).as("the slot of another").isFalse();
    assertThat(filter.passes(7, change, counted)).isTrue();
  }

  @Test
  void whatIsReadBackFromTheBytesPassesLikeThePaperItself() throws Refused {
    Change change =
        Changes.at(0, 0, Changes.discovered(paper("text:x").titled("Graphs").tagged("gnn")));
    assertThat(filters.once(selection("graph", "gnn")).passes(change)).isTrue();
    assertThat(filters.once(selection("tree", "gnn")).passes(change)).isFalse();
    assertThat(filters.once(selection("graph", "cv")).passes(change)).isFalse();
  }
}
