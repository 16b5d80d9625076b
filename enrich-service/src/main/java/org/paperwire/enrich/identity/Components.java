package org.paperwire.enrich.identity;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.paperwire.bibliography.RecordKey;
import org.paperwire.enrich.identity.Clustering.Bond;

/// Settles which paper the touched records, and all that hang together with them, belong to.
///
/// A bounded number of records that hang together is clustered. Where it is more, likeness no
/// longer counts there, and where it is still more, nothing does ([Crowd]). Whether a record stands
/// in a crowd is remembered, so that a crowd of a million is never walked through: only records
/// that were not crowded before are, and those of a crowd that may have come apart, up to the
/// bound.
final class Components {

  /// Where a record belongs.
  ///
  /// @param members of its paper, sorted
  record Placing(List<RecordKey> members, Crowd crowd) {

    RecordKey representative() {
      return members.getFirst();
    }
  }

  private final Matching matching;
  private final IdentityState state;
  private final Draft draft;
  private final int sizeMax;
  private final Map<RecordKey, Placing> placed = new TreeMap<>();
  private final Map<RecordKey, Optional<Known>> known = new HashMap<>();

  private Components(Matching matching, IdentityState state, Draft draft, int sizeMax) {
    this.matching = matching;
    this.state = state;
    this.draft = draft;
    this.sizeMax = sizeMax;
  }

  /// Where the touched records belong, and everybody whose place follows from theirs.
  ///
  /// @param sizeMax how many records that hang together are clustered
  static Map<RecordKey, Placing> settled(
      Matching matching, IdentityState state, Draft draft, int sizeMax) {
    var components = new Components(matching, state, draft, sizeMax);
    components.settle(draft.touched(), Crowd.NONE);
    return Collections.unmodifiableMap(components.placed);
  }

  private void settle(Collection<RecordKey> touched, Crowd crowd) {
    if (crowd == Crowd.OF_IDENTIFIERS) {
      touched.forEach(record -> placed.put(record, new Placing(List.of(record), crowd)));
      return;
    }
    boolean mayHaveComeApart = draft.mayHaveComeApart(crowd);
    Set<RecordKey> settled = new HashSet<>();
    var crowded = new TreeSet<RecordKey>();
    Set<RecordKey> seenInCrowd = new HashSet<>();
    for (RecordKey record : touched) {
      if (settled.contains(record)) {
        continue;
      }
      if (seenInCrowd.contains(record) || !mayHaveComeApart && touchesCrowd(record, crowd)) {
        crowded.add(record);
        continue;
      }
      SequencedSet<RecordKey> component = component(record, crowd);
      if (component.size() <= sizeMax) {
        cluster(component, crowd);
        settled.addAll(component);
      } else {
        crowded.add(record);
        seenInCrowd.addAll(component);
      }
    }
    if (!crowded.isEmpty()) {
      settle(newToCrowd(crowded, crowd), crowd.worse());
    }
  }

  private boolean touchesCrowd(RecordKey record, Crowd crowd) {
    return Stream.concat(Stream.of(record), joined(record, crowd))
        .anyMatch(each -> wasCrowded(each, crowd));
  }

  private boolean wasCrowded(RecordKey record, Crowd crowd) {
    return known(record).filter(known -> known.crowd().compareTo(crowd) > 0).isPresent();
  }

  /// What hangs together with a record, or more than `sizeMax` of it.
  private SequencedSet<RecordKey> component(RecordKey start, Crowd crowd) {
    var found = new LinkedHashSet<RecordKey>(List.of(start));
    var open = new ArrayDeque<RecordKey>(List.of(start));
    while (!open.isEmpty() && found.size() <= sizeMax) {
      joined(open.removeFirst(), crowd).filter(found::add).forEach(open::add);
    }
    return found;
  }

  /// The crowded records, and those that stand in the crowd since now.
  private Set<RecordKey> newToCrowd(Collection<RecordKey> crowded, Crowd crowd) {
    var found = new TreeSet<>(crowded);
    var open = new ArrayDeque<>(crowded);
    while (!open.isEmpty()) {
      RecordKey record = open.removeFirst();
      if (!wasCrowded(record, crowd)) {
        joined(record, crowd)
            .filter(other -> !wasCrowded(other, crowd))
            .filter(found::add)
            .forEach(open::add);
      }
    }
    return found;
  }

  /// Whom a record is joined with.
  private Stream<RecordKey> joined(RecordKey record, Crowd crowd) {
    return Stream.concat(
        draft.links(record).entrySet().stream()
            .filter(link -> link.getValue().joins(crowd))
            .map(Map.Entry::getKey),
        saidSame(record));
  }

  private Stream<RecordKey> saidSame(RecordKey record) {
    return state.decisions(record).entrySet().stream()
        .filter(decision -> decision.getValue().isSame())
        .map(Map.Entry::getKey)
        .filter(other -> known(other).isPresent());
  }

  private void cluster(SequencedSet<RecordKey> component, Crowd crowd) {
    if (component.size() == 1) {
      placed.put(component.getFirst(), new Placing(List.copyOf(component), crowd));
      return;
    }
    clusters(component, crowd)
        .forEach(
            members -> members.forEach(record -> placed.put(record, new Placing(members, crowd))));
  }

  private List<List<RecordKey>> clusters(SequencedSet<RecordKey> component, Crowd crowd) {
    return isOneGrown(component)
        ? List.of(component.stream().sorted().toList())
        : Clustering.of(component, bonds(component, crowd), apart());
  }

  /// Whether the component was one cluster before the one record came or changed, and that record
  /// is kept apart from none of it. Then it is one cluster now: in a cluster without a word of
  /// people, no two members are kept apart, so no bond can fail. What [Clustering] would find with
  /// the square of the comparisons.
  private boolean isOneGrown(SequencedSet<RecordKey> component) {
    return draft.subject().filter(component::contains).isPresent()
        && component.stream().allMatch(record -> state.decisions(record).isEmpty())
        && isOneGrown(component, draft.subject().get());
  }

  private boolean isOneGrown(SequencedSet<RecordKey> component, RecordKey subject) {
    var others = new ArrayList<>(component);
    others.remove(subject);
    List<RecordKey> before =
        known(others.getFirst())
            .map(Known::representative)
            .flatMap(state::cluster)
            .map(Cluster::members)
            .orElseGet(() -> List.of(others.getFirst()));
    return before.size() >= others.size()
        && before.containsAll(others)
        && others.stream().allMatch(other -> keptApart(Pair.of(subject, other)).isEmpty());
  }

  private Optional<Known> known(RecordKey record) {
    return known.computeIfAbsent(record, state::known);
  }

  private Optional<String> keptApart(Pair pair) {
    return matching.keepsApart(
        known(pair.first()).orElseThrow().features(),
        known(pair.second()).orElseThrow().features());
  }

  private Set<Bond> bonds(Collection<RecordKey> component, Crowd crowd) {
    var bonds = new TreeSet<Bond>();
    for (RecordKey record : component) {
      draft
          .links(record)
          .forEach(
              (other, link) -> {
                if (link.joins(crowd)) {
                  bonds.add(new Bond(Pair.of(record, other), false, link.score()));
                }
              });
      saidSame(record).forEach(other -> bonds.add(new Bond(Pair.of(record, other), true, 1)));
    }
    return bonds;
  }

  private Clustering.Apart apart() {
    return new Clustering.Apart() {
      @Override
      public boolean isSaid(Pair pair) {
        return Optional.ofNullable(state.decisions(pair.first()).get(pair.second()))
            .filter(decision -> !decision.isSame())
            .isPresent();
      }

      @Override
      public Optional<String> isSeen(Pair pair) {
        return keptApart(pair);
      }
    };
  }
}
