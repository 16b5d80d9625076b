package org.paperwire.enrich.steps;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.paperwire.bibliography.PaperId;
import org.paperwire.bibliography.RecordKey;
import org.paperwire.enrich.attaching.Attachment;
import org.paperwire.enrich.attaching.Standing;
import org.paperwire.enrich.changes.Change;
import org.paperwire.enrich.changes.Edition;
import org.paperwire.enrich.identity.Cluster;
import org.paperwire.enrich.mapping.Keys.MemberKey;
import org.paperwire.enrich.merging.Member;
import org.paperwire.enrich.merging.Merging;
import org.paperwire.enrich.merging.Paper;
import org.paperwire.enrich.records.Unprocessable;
import org.paperwire.enrich.records.Versioned;
import org.paperwire.enrich.tagging.Tag;
import org.paperwire.enrich.tagging.Taggable;

/// Folds the members of a paper into it, tags it, and forwards the change from what was last
/// published, if there is one and every member has been heard.
public final class PapersStep implements Consumer<Record<PaperId, Attachment>> {

  /// How much of a paper is published, in characters: a larger one would not fit a message.
  static final int PAPER_LENGTH_MAX = 280_000;

  private final Merging merging;
  private final Function<Taggable, List<Tag>> tagger;
  private final ProcessorContext<PaperId, Change> out;
  private final KeyValueStore<MemberKey, Versioned> members;
  private final KeyValueStore<PaperId, Standing> standings;
  private final KeyValueStore<PaperId, Edition> papers;

  private PapersStep(
      Merging merging,
      Function<Taggable, List<Tag>> tagger,
      ProcessorContext<PaperId, Change> context) {
    this.merging = merging;
    this.tagger = tagger;
    this.out = context;
    this.members = Store.MEMBERS.open(context);
    this.standings = Store.STANDINGS.open(context);
    this.papers = Store.PAPERS.open(context);
  }

  public static ProcessorSupplier<PaperId, Attachment, PaperId, Change> merging(
      Merging merging, Function<Taggable, List<Tag>> tagger) {
    return () -> new Step<>(context -> new PapersStep(merging, tagger, context));
  }

  @Override
  public void accept(Record<PaperId, Attachment> told) {
    PaperId id = told.key();
    keep(told.value());
    Standing standing = standing(id, told.value());
    Map<RecordKey, Member> heard = heard(id, standing);
    Optional<Edition> before = Optional.ofNullable(papers.get(id));
    Optional<Change> change =
        switch (standing.state(heard::containsKey)) {
          case Standing.State.Whole() ->
              Change.between(
                  before,
                  folded(id, heard.values(), standing.cluster()),
                  standing.absorbed(),
                  standing.epoch());
          case Standing.State.Absorbed(var into, long epoch) ->
              before.flatMap(
                  last -> Change.between(before, last.paper().absorbedBy(into), List.of(), epoch));
          case Standing.State.Waiting() -> Optional.empty();
        };
    change.ifPresent(
        step -> {
          papers.put(id, step.now());
          if (!standing.arrivals().isEmpty()) {
            standings.put(id, standing.published());
          }
          out.forward(Step.following(told, id, step));
        });
  }

  private void keep(Attachment told) {
    switch (told) {
      case Attachment.Joined joined ->
          members.put(new MemberKey(joined.paper(), joined.record()), joined.content());
      case Attachment.Left left -> members.delete(new MemberKey(left.paper(), left.record()));
    }
  }

  private Standing standing(PaperId id, Attachment told) {
    Standing before = Optional.ofNullable(standings.get(id)).orElse(Standing.UNKNOWN);
    Standing now = before.after(told);
    if (!now.equals(before)) {
      standings.put(id, now);
    }
    return now;
  }

  private Map<RecordKey, Member> heard(PaperId id, Standing standing) {
    var heard = new LinkedHashMap<RecordKey, Member>();
    for (RecordKey record : standing.members()) {
      Optional.ofNullable(members.get(new MemberKey(id, record)))
          .ifPresent(content -> heard.put(record, new Member(record, content.record())));
    }
    return heard;
  }

  private Paper folded(PaperId id, Collection<Member> heard, Cluster cluster) {
    Paper paper = merging.paper(id, heard).beside(cluster.related(), cluster.ties());
    Paper tagged = paper.tagged(tagger.apply(paper.taggable()));
    if (tagged.length() > PAPER_LENGTH_MAX) {
      throw new Unprocessable(
          "paper-too-large",
          "the paper would be %d characters, at most %d are published"
              .formatted(tagged.length(), PAPER_LENGTH_MAX));
    }
    return tagged;
  }
}
