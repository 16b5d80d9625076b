package org.paperwire.enrich.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.paperwire.bibliography.RecordKey;
import org.paperwire.enrich.matching.BlockKey;
import org.paperwire.enrich.matching.Features;

/// Who is compared with whom: in every block, kept in one order, the records at most [#REACH]
/// places apart (sorted neighbourhood: Hernández and Stolfo, "The merge/purge problem for large
/// databases", SIGMOD 1995).
///
/// A small block compares all its pairs; a record that enters a large one costs a bounded number of
/// comparisons; and because a link is there if and only if its two records stand close enough in a
/// block *now*, links are a function of the set of records. A record that enters therefore pushes
/// pairs out of reach, and one that leaves lets others meet.
///
/// Records that are only near each other have to stand closer, within [#NEAR_REACH]: among
/// thousands that resemble each other a record then has a few relatives rather than all of its
/// neighbours, and little changes when one more comes.
final class Neighbourhood {

  /// How far apart two records may stand in a block to be joined, in places.
  static final int REACH = 16;

  /// How far apart two records may stand in a block to be near each other, in places.
  static final int NEAR_REACH = 3;

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
    Map<BlockKey, String> stood = before.map(this::places).orElseGet(Map::of);
    Map<BlockKey, String> stands = places(now);
    stood.forEach(
        (block, place) -> {
          if (!place.equals(stands.get(block))) {
            leave(block, place);
          }
        });
    var met = new TreeMap<RecordKey, Met>();
    stands.forEach(
        (block, place) -> {
          Around around = around(block, place);
          if (!place.equals(stood.get(block))) {
            enter(block, place, now.key(), around);
          }
          around.meet(block, met);
        });
    compareWithAll(now, met);
  }

  /// The blocks of a record in their order, with its place in each.
  private Map<BlockKey, String> places(Features record) {
    var places = new TreeMap<BlockKey, String>();
    matching.blocks(record).forEach(block -> places.put(block, matching.place(record, block)));
    return places;
  }

  private void enter(BlockKey block, String place, RecordKey record, Around around) {
    state.enter(block, place, record);
    around.across(REACH).forEach(pair -> part(pair, block, REACH));
    around.across(NEAR_REACH).forEach(pair -> part(pair, block, NEAR_REACH));
  }

  private void leave(BlockKey block, String place) {
    state.leave(block, place);
    Around around = around(block, place);
    around.across(REACH).forEach(pair -> meet(pair, block, REACH));
    around.across(NEAR_REACH).forEach(pair -> meet(pair, block, NEAR_REACH));
  }

  private Around around(BlockKey block, String place) {
    return new Around(state.before(block, place, REACH), state.after(block, place, REACH));
  }

  /// The neighbours of a place, on each side the nearest first.
  private record Around(List<RecordKey> before, List<RecordKey> after) {

    void meet(BlockKey block, SortedMap<RecordKey, Met> met) {
      for (List<RecordKey> side : List.of(before, after)) {
        for (int i = 0; i < side.size(); i++) {
          Met other =
              met.computeIfAbsent(side.get(i), _ -> new Met(new TreeSet<>(), new TreeSet<>()));
          other.within.add(block);
          if (i < NEAR_REACH) {
            other.close.add(block);
          }
        }
      }
    }

    /// The pairs of one before and one behind for which a record between them makes the difference:
    /// with it they are one place too far apart.
    List<Pair> across(int reach) {
      var pairs = new ArrayList<Pair>();
      for (int i = 0; i < Math.min(reach, before.size()); i++) {
        int j = reach - 1 - i;
        if (j < after.size()) {
          pairs.add(Pair.of(before.get(i), after.get(j)));
        }
      }
      return pairs;
    }
  }

  /// In which blocks another record was met.
  ///
  /// @param within in reach
  /// @param close within the shorter one
  private record Met(SortedSet<BlockKey> within, SortedSet<BlockKey> close) {

    SortedSet<BlockKey> blocks(int reach) {
      return reach == REACH ? within : close;
    }
  }

  /// How far apart the records of a link may stand.
  private static int reach(Link.Kind kind) {
    return kind == Link.Kind.NEAR ? NEAR_REACH : REACH;
  }

  /// Two records now stand no further apart in a block than `reach`.
  private void meet(Pair pair, BlockKey block, int reach) {
    draft
        .link(pair)
        .or(() -> compared(features(pair.first()), features(pair.second())))
        .filter(link -> reach(link.kind()) == reach)
        .ifPresent(link -> draft.put(pair, link.with(block)));
  }

  /// Two records now stand further apart in a block than `reach`.
  private void part(Pair pair, BlockKey block, int reach) {
    draft
        .link(pair)
        .filter(link -> reach(link.kind()) == reach)
        .map(link -> link.without(block))
        .ifPresent(link -> keep(pair, link));
  }

  private void compareWithAll(Features now, SortedMap<RecordKey, Met> met) {
    var gone = new TreeSet<>(draft.links(now.key()).keySet());
    gone.removeAll(met.keySet());
    gone.forEach(other -> draft.remove(Pair.of(now.key(), other)));
    met.forEach(
        (other, where) -> {
          Pair pair = Pair.of(now.key(), other);
          boolean isFirst = pair.first().equals(now.key());
          Features others = features(other);
          compared(isFirst ? now : others, isFirst ? others : now)
              .map(link -> link.in(where.blocks(reach(link.kind()))))
              .ifPresentOrElse(link -> keep(pair, link), () -> draft.remove(pair));
        });
  }

  private void keep(Pair pair, Link link) {
    if (link.blocks().isEmpty()) {
      draft.remove(pair);
    } else {
      draft.put(pair, link);
    }
  }

  /// The link that two records would have, in no block yet.
  private Optional<Link> compared(Features first, Features second) {
    return Link.of(matching.compare(first, second));
  }

  private Features features(RecordKey record) {
    return state.known(record).orElseThrow().features();
  }
}
