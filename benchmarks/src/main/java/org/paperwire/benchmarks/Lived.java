package org.paperwire.benchmarks;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.paperwire.bibliography.PaperId;
import org.paperwire.bibliography.RecordKey;
import org.paperwire.enrich.identity.Cluster;
import org.paperwire.enrich.identity.Identity;
import org.paperwire.enrich.identity.Matching;
import org.paperwire.enrich.identity.Matter;
import org.paperwire.enrich.identity.Membership;
import org.paperwire.enrich.identity.MemoryState;
import org.paperwire.enrich.identity.RecordChanged;
import org.paperwire.enrich.matching.Features;
import org.paperwire.enrich.records.Heard;
import org.paperwire.enrich.records.Precedence;
import org.paperwire.enrich.records.SourceRanks;
import org.paperwire.enrich.records.Versions;
import org.paperwire.enrich.records.WorkRecord;

/// What is known after a history: the steps of the enrichment up to identity, without stores and
/// topics between them.
final class Lived {

  private static final WorkRecord.Joining JOINING =
      new WorkRecord.Joining(new Precedence(SourceRanks.standard()));

  /// It reads its trees when it is made, and is for one thread.
  private static final ThreadLocal<Matching> MATCHING = ThreadLocal.withInitial(Matching::standard);

  private final Map<RecordKey, Versions> records = new HashMap<>();
  private final MemoryState state = new MemoryState();
  private final Identity identity = new Identity(MATCHING.get(), state);
  private final Map<PaperId, Membership> told = new HashMap<>();
  private final Map<RecordKey, PaperId> places = new TreeMap<>();
  private long step;

  static Lived through(History history) {
    var lived = new Lived();
    for (History.Event event : history.events()) {
      switch (event) {
        case History.Said(Heard heard) -> lived.hear(heard);
        case History.DecidedOn on -> lived.tell(on.decided());
      }
    }
    return lived;
  }

  private void hear(Heard heard) {
    records
        .getOrDefault(heard.record(), Versions.UNKNOWN)
        .with(heard.adds(), JOINING)
        .ifPresent(
            versions -> {
              records.put(heard.record(), versions);
              tell(
                  new RecordChanged(
                      versions.now().version(),
                      Features.of(heard.record(), versions.now().record())));
            });
  }

  private void tell(Matter matter) {
    for (Membership answer : identity.on(matter, ++step)) {
      told.put(answer.paper(), answer);
      places.put(answer.record(), answer.paper());
    }
  }

  /// The papers as those know them that were only told.
  Map<PaperId, Cluster> papers() {
    var papers = new TreeMap<PaperId, Cluster>();
    places
        .values()
        .forEach(paper -> papers.put(paper, Objects.requireNonNull(told.get(paper)).cluster()));
    return papers;
  }

  /// Whether it comes to the same as another one.
  boolean isLike(Lived other) {
    return places.equals(other.places)
        && papers().equals(other.papers())
        && state.isLike(other.state);
  }

  /// How many papers are more than one record.
  long joined() {
    return papers().values().stream().filter(cluster -> cluster.members().size() > 1).count();
  }
}
