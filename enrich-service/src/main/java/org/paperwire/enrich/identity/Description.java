package org.paperwire.enrich.identity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.paperwire.bibliography.PaperId;
import org.paperwire.bibliography.RecordKey;
import org.paperwire.enrich.identity.Tie.Kind;
import org.paperwire.enrich.matching.Verdict;

/// What there is to say of a paper's records: what joined them, and what is near.
final class Description {

  private static final String SAID = "people";
  private static final String CROWD = "crowd";
  private static final String OTHERS = "kept-apart-from-another-member";

  private final Matching matching;
  private final IdentityState state;
  private final Optional<RecordKey> subject;

  /// @param subject the record whose features have changed, if it is about one
  Description(Matching matching, IdentityState state, Optional<RecordKey> subject) {
    this.matching = matching;
    this.state = state;
    this.subject = subject;
  }

  /// The cluster of these records.
  ///
  /// @param before what was last said of it: pairs that have not changed are not compared again
  Cluster of(List<RecordKey> members, Cluster before) {
    Map<Pair, Link> links = new HashMap<>();
    Map<Pair, Decision> decisions = new HashMap<>();
    for (RecordKey member : members) {
      state.links(member).forEach((other, link) -> links.put(Pair.of(member, other), link));
      state
          .decisions(member)
          .forEach((other, decision) -> decisions.put(Pair.of(member, other), decision));
    }
    decisions.keySet().removeIf(pair -> !isKnown(pair));
    if (links.isEmpty() && decisions.isEmpty()) {
      return new Cluster(members, List.of(), List.of());
    }
    Set<RecordKey> inside = new HashSet<>(members);
    return new Cluster(members, related(inside, links), ties(inside, links, decisions, before));
  }

  private boolean isKnown(Pair pair) {
    return state.known(pair.first()).isPresent() && state.known(pair.second()).isPresent();
  }

  private List<PaperId> related(Set<RecordKey> members, Map<Pair, Link> links) {
    Map<RecordKey, Double> nearest = new HashMap<>();
    links.forEach(
        (pair, link) ->
            Stream.of(pair.first(), pair.second())
                .filter(record -> !members.contains(record))
                .map(record -> known(record).representative())
                .forEach(representative -> nearest.merge(representative, link.score(), Math::max)));
    return nearest.entrySet().stream()
        .sorted(
            Map.Entry.<RecordKey, Double>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(Cluster.RELATED_MAX)
        .map(near -> PaperId.of(near.getKey()))
        .toList();
  }

  private List<Tie> ties(
      Set<RecordKey> members,
      Map<Pair, Link> links,
      Map<Pair, Decision> decisions,
      Cluster before) {
    var ties = new ArrayList<Tie>();
    decisions.forEach((pair, decision) -> said(members, pair, decision).ifPresent(ties::add));
    links.forEach(
        (pair, link) ->
            ties.add(new Tie(pair, kind(members, pair, link), "", link.score(), List.of())));
    return ties.stream()
        .sorted(Tie.ORDER)
        .limit(Cluster.TIES_MAX)
        .map(tie -> tie.rule().isEmpty() ? explained(tie, before) : tie)
        .toList();
  }

  private Optional<Tie> said(Set<RecordKey> members, Pair pair, Decision decision) {
    boolean isTogether = isWithin(members, pair);
    if (!decision.isSame() && isTogether) {
      return Optional.empty();
    }
    return Optional.of(
        new Tie(
            pair,
            isTogether ? Kind.JOINED : Kind.APART,
            SAID,
            1,
            List.of(
                "%s: %s%s"
                    .formatted(
                        decision.by(),
                        decision.isSame() ? "same" : "different",
                        decision.why().map(why -> ", " + why).orElse("")))));
  }

  private static boolean isWithin(Set<RecordKey> members, Pair pair) {
    return members.contains(pair.first()) && members.contains(pair.second());
  }

  private static Kind kind(Set<RecordKey> members, Pair pair, Link link) {
    if (link.kind() == Link.Kind.NEAR) {
      return Kind.NEAR;
    }
    return isWithin(members, pair) ? Kind.JOINED : Kind.APART;
  }

  private Tie explained(Tie tie, Cluster before) {
    return before.ties().stream()
        .filter(last -> last.isOf(tie) && !last.rule().equals(SAID))
        .filter(last -> subject.filter(last.pair()::has).isEmpty())
        .findFirst()
        .map(last -> last.by(tie.kind() == Kind.APART ? apart(tie.pair()) : last.rule()))
        .orElseGet(() -> compared(tie));
  }

  private Tie compared(Tie tie) {
    Verdict verdict =
        matching.compare(
            known(tie.pair().first()).features(), known(tie.pair().second()).features());
    return new Tie(
        tie.pair(),
        tie.kind(),
        tie.kind() == Kind.APART ? apart(tie.pair()) : verdict.rule(),
        tie.score(),
        verdict.reasons().stream()
            .map(
                reason ->
                    "%s %s (%s)"
                        .formatted(
                            reason.feature(),
                            reason.value(),
                            String.format(Locale.ROOT, "%+.2f", reason.contribution())))
            .toList());
  }

  /// Why two records that are alike are not in one paper.
  private String apart(Pair pair) {
    return Stream.of(pair.first(), pair.second())
            .map(record -> known(record).crowd())
            .allMatch(Crowd.NONE::equals)
        ? OTHERS
        : CROWD;
  }

  private Known known(RecordKey record) {
    return state.known(record).orElseThrow();
  }
}
