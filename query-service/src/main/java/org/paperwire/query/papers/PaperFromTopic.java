package org.paperwire.query.papers;

import java.util.List;
import java.util.Optional;
import org.paperwire.query.papers.Paper.Author;
import org.paperwire.query.papers.Paper.Evidence;
import org.paperwire.query.papers.Paper.Identity;
import org.paperwire.query.papers.Paper.Sighting;
import org.paperwire.query.papers.Paper.Tag;
import org.paperwire.query.papers.Paper.Tie;
import org.paperwire.query.papers.Paper.Withdrawn;

/// From the value on the topic to the answer.
public final class PaperFromTopic {

  private PaperFromTopic() {}

  /// The answer for a value of `papers.v1`.
  public static Paper paper(org.paperwire.avro.Paper value) {
    return new Paper(
        value.getPaperId(),
        Optional.of(value.getRevision()),
        value.getTitle(),
        Optional.ofNullable(value.getAbstract$()),
        value.getAuthors().stream()
            .map(
                author ->
                    new Author(author.getName(), Optional.ofNullable(author.getAffiliation())))
            .toList(),
        Optional.ofNullable(value.getAuthorCount()),
        Optional.ofNullable(value.getOrganisation()),
        Optional.ofNullable(value.getPublishedAt()),
        Optional.ofNullable(value.getListedAt()),
        Optional.of(value.getFirstSeenAt()),
        Optional.ofNullable(value.getVenue()),
        Optional.ofNullable(value.getYear()),
        Optional.ofNullable(value.getVersion()),
        value.getIdentifiers(),
        value.getCategories(),
        value.getKeywords(),
        value.getTags().stream().map(PaperFromTopic::tag).toList(),
        value.getLinks(),
        Optional.ofNullable(value.getNote()),
        Optional.ofNullable(value.getComments()),
        Optional.ofNullable(value.getUpvotes()),
        Optional.ofNullable(value.getWithdrawn()).map(Withdrawn::new),
        value.getRelated(),
        Optional.ofNullable(value.getMergedInto()),
        value.getRecordKeys(),
        value.getSightings().stream().map(PaperFromTopic::sighting).toList(),
        Optional.of(
            new Identity(ties(value, "joined"), ties(value, "apart"), ties(value, "near"))));
  }

  private static List<Tie> ties(org.paperwire.avro.Paper value, String kind) {
    return value.getTies().stream()
        .filter(tie -> tie.getKind().equals(kind))
        .map(
            tie ->
                new Tie(
                    List.of(tie.getRecordKey(), tie.getOtherKey()),
                    tie.getRule(),
                    tie.getScore(),
                    tie.getReasons()))
        .toList();
  }

  private static Tag tag(org.paperwire.avro.Tag tag) {
    return new Tag(
        tag.getTag(),
        Optional.ofNullable(tag.getLabel()),
        tag.getOrigin(),
        Optional.of(tag.getRulesVersion()),
        tag.getEvidence().stream()
            .map(
                found ->
                    new Evidence(
                        found.getField(),
                        found.getText(),
                        Optional.ofNullable(found.getStart()),
                        Optional.ofNullable(found.getEnd())))
            .toList());
  }

  private static Sighting sighting(org.paperwire.avro.SightingRef seen) {
    return new Sighting(
        seen.getSource(),
        Optional.ofNullable(seen.getSourceId()),
        Optional.ofNullable(seen.getObservedAt()),
        Optional.ofNullable(seen.getList()),
        Optional.ofNullable(seen.getPosition()));
  }
}
