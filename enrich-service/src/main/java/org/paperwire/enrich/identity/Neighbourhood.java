package org.paperwire.enrich.identity;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.paperwire.bibliography.RecordKey;
import org.paperwire.enrich.matching.BlockKey;
import org.paperwire.enrich.matching.Features;
import org.paperwire.enrich.matching.Verdict;
import org.paperwire.enrich.matching.Verdict.Outcome;

/// Who is compared with whom: in every block, kept in one order, the records at most [#REACH]
/// places apart (sorted neighbourhood: Hernández and Stolfo, "The merge/purge problem for large
/// databases", SIGMOD 1995).
///
/// A small block compares all its pairs; a record that enters a large one costs a bounded number of
/// comparisons; and because a link is there if and only if its two records stand close enough in a
/// block *now*, links are a function of the set of records. A record that enters therefore pushes
/// pairs out of reach, and one that leaves lets others meet.
final class Neighbourhood {

  /// How far apart two records may stand in a block to be compared, in places.
  static final int REACH = 16;

  private final Matching matching;
  private final IdentityState state;
  private final Draft draft;

  Neighbourhood(Matching matching, IdentityState state, Draft draft) {
    this.matching = matching;
    this.state = state;
    this.draft = draft;
  }

  /// Moves a record to where its features belong, and links it and everybody it passes.
  ///
  /// @param before its features until now; empty when it is new
  void move(Optional<Features> before, Features now) {
    SortedSet<BlockKey> left = before.map(matching::blocks).orElseGet(TreeSet::new);
    SortedSet<BlockKey> entered = matching.blocks(now);
    String place = matching.place(now);
    Optional<String> lastPlace = before.map(matching::place);
    boolean stands = lastPlace.filter(place::equals).isPresent();

    var met = new TreeMap<RecordKey, SortedSet<BlockKey>>();
    for (BlockKey block : left) {
      if (!stands || !entered.contains(block)) {
        lastPlace.ifPresent(last -> leave(block, last));
      }
    }
    for (BlockKey block : entered) {
      Around around = around(block, place);
      if (!stands || !left.contains(block)) {
        around.acrossPairs().forEach(pair -> part(pair, block));
        state.enter(block, place, now.key());
      }
      around.all().forEach(other -> met.computeIfAbsent(other, _ -> new TreeSet<>()).add(block));
    }
    compareWithAll(now, met);
  }

  private void leave(BlockKey block, String place) {
    state.leave(block, place);
    around(block, place).acrossPairs().forEach(pair -> meet(pair, block));
  }

  /// The neighbours of a place.
  private record Around(List<RecordKey> before, List<RecordKey> after) {

    List<RecordKey> all() {
      return Stream.concat(before.stream(), after.stream()).toList();
    }

    /// The pairs of one before and one behind for which a record between them makes the difference:
    /// with it they are one place too far apart.
    List<Pair> acrossPairs() {
      var pairs = new ArrayList<Pair>();
      for (int i = 0; i < before.size(); i++) {
        int j = REACH - 1 - i;
        if (j < after.size()) {
          pairs.add(Pair.of(before.get(i), after.get(j)));
        }
      }
      return pairs;
    }
  }

  private Around around(BlockKey block, String place) {
    return new Around(state.before(block, place, REACH), state.after(block, place, REACH));
  }

  private void meet(Pair pair, BlockKey block) {
    Optional<Link> link = draft.link(pair);
    if (link.isPresent()) {
      draft.put(pair, link.get().with(block));
    } else {
      compare(
          pair,
          features(pair.first()),
          features(pair.second()),
          new TreeSet<>(Collections.singleton(block)));
    }
  }

  private void part(Pair pair, BlockKey block) {
    draft
        .link(pair)
        .ifPresent(
            link -> {
              var others = new TreeSet<>(link.blocks());
              others.remove(block);
              if (others.isEmpty()) {
                draft.remove(pair);
              } else {
                draft.put(pair, new Link(link.kind(), link.score(), others));
              }
            });
  }

  private void compareWithAll(Features now, SortedMap<RecordKey, SortedSet<BlockKey>> met) {
    var gone = new TreeSet<>(draft.links(now.key()).keySet());
    gone.removeAll(met.keySet());
    gone.forEach(other -> draft.remove(Pair.of(now.key(), other)));
    met.forEach(
        (other, blocks) -> {
          Pair pair = Pair.of(now.key(), other);
          boolean isFirst = pair.first().equals(now.key());
          Features others = features(other);
          compare(pair, isFirst ? now : others, isFirst ? others : now, blocks);
        });
  }

  private void compare(Pair pair, Features first, Features second, SortedSet<BlockKey> blocks) {
    Verdict verdict = matching.compare(first, second);
    if (verdict.outcome() == Outcome.NONE) {
      draft.remove(pair);
    } else {
      draft.put(pair, Link.of(verdict, blocks));
    }
  }

  private Features features(RecordKey record) {
    return state.known(record).orElseThrow().features();
  }
}
