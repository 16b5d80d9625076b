package org.paperwire.enrich.identity;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.paperwire.bibliography.RecordKey;

/// The links as one step changes them, and whom that concerns.
final class Draft {

  private final IdentityState state;
  private final Map<RecordKey, TreeMap<RecordKey, Link>> links = new HashMap<>();
  private final Set<Pair> changed = new HashSet<>();
  private final SortedSet<RecordKey> touched = new TreeSet<>();

  /// Pairs that a link no longer joins as it did, with what it was.
  private final Map<Pair, Link> loosened = new TreeMap<>();

  private final Optional<RecordKey> subject;
  private boolean isSameTakenBack;

  /// @param subject the record whose features have changed, if it is about one
  Draft(IdentityState state, Optional<RecordKey> subject) {
    this.state = state;
    this.subject = subject;
    subject.ifPresent(this::touch);
  }

  /// The record whose features have changed.
  Optional<RecordKey> subject() {
    return subject;
  }

  SortedMap<RecordKey, Link> links(RecordKey record) {
    return Collections.unmodifiableSortedMap(of(record));
  }

  private TreeMap<RecordKey, Link> of(RecordKey record) {
    return links.computeIfAbsent(record, key -> new TreeMap<>(state.links(key)));
  }

  Optional<Link> link(Pair pair) {
    return Optional.ofNullable(of(pair.first()).get(pair.second()));
  }

  void put(Pair pair, Link link) {
    Optional<Link> before = link(pair);
    if (before.filter(link::equals).isPresent()) {
      return;
    }
    of(pair.first()).put(pair.second(), link);
    of(pair.second()).put(pair.first(), link);
    if (before.isEmpty() || !before.get().saysTheSameAs(link)) {
      touch(pair);
      before.filter(last -> last.kind() != link.kind()).ifPresent(last -> loosen(pair, last));
    }
    changed.add(pair);
  }

  void remove(Pair pair) {
    link(pair)
        .ifPresent(
            before -> {
              of(pair.first()).remove(pair.second());
              of(pair.second()).remove(pair.first());
              changed.add(pair);
              touch(pair);
              loosen(pair, before);
            });
  }

  private void loosen(Pair pair, Link before) {
    loosened.putIfAbsent(pair, before);
  }

  private void touch(Pair pair) {
    touch(pair.first());
    touch(pair.second());
  }

  /// The record's paper is to be settled anew.
  void touch(RecordKey record) {
    touched.add(record);
  }

  /// People no longer say that two records are one paper.
  void sameTakenBack() {
    isSameTakenBack = true;
  }

  SortedSet<RecordKey> touched() {
    return Collections.unmodifiableSortedSet(touched);
  }

  /// Whether anything that hung together may have come apart. It has not where a link that is gone
  /// is made up for by a common neighbour: then every old path still has a way around.
  boolean mayHaveComeApart(Crowd crowd) {
    return isSameTakenBack
        || loosened.entrySet().stream()
            .filter(loose -> loose.getValue().joins(crowd))
            .map(Map.Entry::getKey)
            .anyMatch(pair -> !areJoined(pair, crowd) && !haveCommonNeighbour(pair, crowd));
  }

  private boolean areJoined(Pair pair, Crowd crowd) {
    return link(pair).filter(link -> link.joins(crowd)).isPresent();
  }

  private boolean haveCommonNeighbour(Pair pair, Crowd crowd) {
    SortedMap<RecordKey, Link> others = of(pair.second());
    return of(pair.first()).entrySet().stream()
        .filter(each -> each.getValue().joins(crowd))
        .map(each -> others.get(each.getKey()))
        .anyMatch(link -> link != null && link.joins(crowd));
  }

  /// Makes it so.
  void save() {
    for (Pair pair : changed) {
      link(pair).ifPresentOrElse(link -> state.link(pair, link), () -> state.unlink(pair));
    }
  }
}
