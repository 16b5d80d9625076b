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
import org.paperwire.enrich.identity.Components.Placing;

/// Which records are one paper. Told of one thing at a time, in one order; what it answers in the
/// end is a function of the *set* of records and decisions, whatever the order was:
///
/// - links are a function of the records ([Neighbourhood]),
/// - papers are a function of links and decisions ([Components], [Clustering]),
/// - and what is near a paper is a function of both ([Description]).
public final class Identity {

  /// How many records that hang together are clustered; where it is more, less counts ([Crowd]).
  public static final int COMPONENT_MAX = 500;

  private final Matching matching;
  private final IdentityState state;
  private final int componentMax;

  public Identity(Matching matching, IdentityState state) {
    this(matching, state, COMPONENT_MAX);
  }

  Identity(Matching matching, IdentityState state, int componentMax) {
    this.matching = matching;
    this.state = state;
    this.componentMax = componentMax;
  }

  /// The answers that follow: one for the record that changed, one for every record that is now of
  /// another paper, and at least one about every paper of which anything is different.
  ///
  /// @param epoch number of this step, greater than any before
  public List<Membership> on(Matter matter, long epoch) {
    return switch (matter) {
      case RecordChanged changed -> onChange(changed, epoch);
      case Decided decided -> onDecision(decided, epoch);
    };
  }

  private List<Membership> onChange(RecordChanged changed, long epoch) {
    RecordKey record = changed.record();
    Optional<Known> before = state.known(record);
    if (before.filter(known -> known.features().equals(changed.features())).isPresent()) {
      return List.of(answer(record, changed.version(), epoch));
    }
    state.know(
        record, before.map(known -> known.told(changed)).orElseGet(() -> Known.alone(changed)));
    var draft = new Draft(state, Optional.of(record));
    new Neighbourhood(matching, state, draft).move(before.map(Known::features), changed.features());
    return settled(draft, Optional.of(changed), epoch);
  }

  private List<Membership> onDecision(Decided decided, long epoch) {
    Pair pair = decided.pair();
    Optional<Decision> before =
        Optional.ofNullable(state.decisions(pair.first()).get(pair.second()));
    decide(pair.first(), pair.second(), decided.decision());
    decide(pair.second(), pair.first(), decided.decision());
    if (before.equals(decided.decision())
        || state.known(pair.first()).isEmpty()
        || state.known(pair.second()).isEmpty()) {
      return List.of();
    }
    var draft = new Draft(state, Optional.empty());
    draft.touch(pair.first());
    draft.touch(pair.second());
    if (before.filter(Decision::isSame).isPresent()) {
      draft.sameTakenBack();
    }
    return settled(draft, Optional.empty(), epoch);
  }

  private void decide(RecordKey record, RecordKey other, Optional<Decision> decision) {
    var decisions = new TreeMap<>(state.decisions(record));
    decision.ifPresentOrElse(said -> decisions.put(other, said), () -> decisions.remove(other));
    state.decide(record, decisions);
  }

  private List<Membership> settled(Draft draft, Optional<RecordChanged> change, long epoch) {
    Optional<RecordKey> asking = change.map(RecordChanged::record);
    draft.save();
    Map<RecordKey, Placing> placed = Components.settled(matching, state, draft, componentMax);
    Placed now = place(placed);
    SortedSet<RecordKey> answered = new TreeSet<>(now.moved);
    asking.ifPresent(answered::add);
    SortedSet<RecordKey> seenAnew = new TreeSet<>(now.changed);
    asking.ifPresent(seenAnew::add);
    for (Cluster changed : describe(concerned(placed, seenAnew, draft), placed, asking)) {
      if (changed.members().stream().noneMatch(answered::contains)) {
        answered.add(changed.representative());
      }
    }
    return answered.stream().map(record -> answer(record, toldOf(record, change), epoch)).toList();
  }

  private static long toldOf(RecordKey record, Optional<RecordChanged> change) {
    return change
        .filter(changed -> changed.record().equals(record))
        .map(RecordChanged::version)
        .orElse(Membership.AS_ANSWERED);
  }

  /// What placing came to.
  ///
  /// @param moved who is now of another paper than before
  /// @param changed these, and those whom it has become crowded or empty around
  private record Placed(SortedSet<RecordKey> moved, SortedSet<RecordKey> changed) {}

  /// Puts everybody where they belong.
  private Placed place(Map<RecordKey, Placing> placed) {
    var result = new Placed(new TreeSet<>(), new TreeSet<>());
    placed.forEach(
        (record, placing) -> {
          Known known = state.known(record).orElseThrow();
          RecordKey representative = placing.representative();
          if (!known.representative().equals(representative)) {
            result.moved.add(record);
            if (known.representative().equals(record)) {
              state.scatter(record);
            }
          }
          Known now = known.placed(representative, placing.crowd());
          if (!now.equals(known)) {
            state.know(record, now);
            result.changed.add(record);
          }
        });
    return result;
  }

  /// The representatives of all papers that something may be different of: those settled anew, and
  /// those near to a record that is to be seen anew.
  private SortedSet<RecordKey> concerned(
      Map<RecordKey, Placing> placed, SortedSet<RecordKey> seenAnew, Draft draft) {
    var concerned = new TreeSet<RecordKey>();
    placed.values().forEach(placing -> concerned.add(placing.representative()));
    for (RecordKey record : seenAnew) {
      for (SortedMap<RecordKey, ?> near : List.of(draft.links(record), state.decisions(record))) {
        near.keySet().stream()
            .flatMap(other -> state.known(other).stream())
            .map(Known::representative)
            .forEach(concerned::add);
      }
    }
    return concerned;
  }

  private List<Cluster> describe(
      SortedSet<RecordKey> representatives,
      Map<RecordKey, Placing> placed,
      Optional<RecordKey> subject) {
    var description = new Description(matching, state, subject);
    var changed = new ArrayList<Cluster>();
    for (RecordKey representative : representatives) {
      Cluster before = cluster(representative);
      List<RecordKey> members =
          Optional.ofNullable(placed.get(representative))
              .map(Placing::members)
              .orElseGet(before::members);
      Cluster now = description.of(members, before);
      if (!now.equals(before)) {
        if (now.isPlain()) {
          state.scatter(representative);
        } else {
          state.cluster(now);
        }
        changed.add(now);
      }
    }
    return changed;
  }

  private Cluster cluster(RecordKey representative) {
    return state.cluster(representative).orElseGet(() -> Cluster.alone(representative));
  }

  private Membership answer(RecordKey record, long version, long epoch) {
    Known known = state.known(record).orElseThrow();
    return new Membership(record, version, cluster(known.representative()), epoch);
  }
}
