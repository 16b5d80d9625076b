package org.paperwire.query.papers;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The current state of a paper, as the API answers it. What is not known is absent; lists are
/// always there.
///
/// @param id the paper id
/// @param revision rises with every change; depends on the order in which sightings arrived
/// @param title as plain text
/// @param abstractText as plain text (`abstract` in JSON)
/// @param authors in order
/// @param authorCount how many authors, where no source names them
/// @param organisation that is credited
/// @param publishedAt `2025-07-10`, `2025-07` or `2025`: as precise as known
/// @param listedAt first day on which any source listed it
/// @param firstSeenAt when Paperwire first took in a sighting of it; depends on arrival
/// @param identifiers namespace to canonical ids
/// @param categories subject classes of the sources, primary first
/// @param withdrawn with its reason, when it was
/// @param related papers that are near relatives, by id
/// @param mergedInto the paper that lives on, when this one was absorbed
/// @param recordKeys the records that are this paper, the representative first
/// @param identity why those records are one paper; only where it was asked for
@Serdeable
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Paper(
    String id,
    Optional<Long> revision,
    String title,
    @JsonProperty("abstract") Optional<String> abstractText,
    List<Author> authors,
    Optional<Integer> authorCount,
    Optional<String> organisation,
    Optional<String> publishedAt,
    Optional<String> listedAt,
    Optional<Instant> firstSeenAt,
    Optional<String> venue,
    Optional<Integer> year,
    Optional<Integer> version,
    Map<String, List<String>> identifiers,
    List<String> categories,
    List<String> keywords,
    List<Tag> tags,
    List<String> links,
    Optional<String> note,
    Optional<Long> comments,
    Optional<Long> upvotes,
    Optional<Withdrawn> withdrawn,
    List<String> related,
    Optional<String> mergedInto,
    List<String> recordKeys,
    List<Sighting> sightings,
    Optional<Identity> identity) {

  /// Why the records of a paper are one paper, and what is near it: pairs of records, the strongest
  /// first, at most sixteen in all.
  ///
  /// @param joined pairs that are this paper
  /// @param apart pairs that are alike enough, but something keeps them apart
  /// @param near relatives and near misses
  @Serdeable
  public record Identity(List<Tie> joined, List<Tie> apart, List<Tie> near) {}

  /// What was found of two records.
  ///
  /// @param records both record keys
  /// @param rule what decided: `people`, `identifier`, `scored`, or what overruled the score
  /// @param score from 0 to 1
  /// @param reasons what was compared and what it came to, the weightiest first
  @Serdeable
  public record Tie(List<String> records, String rule, double score, List<String> reasons) {}

  /// One author as a source writes the name.
  @Serdeable
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record Author(String name, Optional<String> affiliation) {}

  /// A tag, the rule set that gave it and where that found it.
  @Serdeable
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record Tag(
      String tag,
      Optional<String> label,
      String origin,
      Optional<String> rulesVersion,
      List<Evidence> evidence) {}

  /// The words that a rule found; `start` and `end` count UTF-16 units in that field.
  @Serdeable
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record Evidence(
      String field, String text, Optional<Integer> start, Optional<Integer> end) {}

  /// One place where the paper was seen.
  @Serdeable
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record Sighting(
      String source,
      Optional<String> sourceId,
      Optional<Instant> observedAt,
      Optional<String> list,
      Optional<Integer> position) {}

  /// Why a paper was withdrawn.
  @Serdeable
  public record Withdrawn(String reason) {}

  public Paper {
    authors = List.copyOf(authors);
    identifiers = Collections.unmodifiableMap(new TreeMap<>(identifiers));
    categories = List.copyOf(categories);
    keywords = List.copyOf(keywords);
    tags = List.copyOf(tags);
    links = List.copyOf(links);
    related = List.copyOf(related);
    recordKeys = List.copyOf(recordKeys);
    sightings = List.copyOf(sightings);
  }

  /// The same without the reasons why it is one paper.
  public Paper unexplained() {
    return identity.isEmpty() ? this : with(revision, firstSeenAt);
  }

  /// The same without what depends on when and in which order sightings arrived.
  public Paper withoutArrival() {
    return with(Optional.empty(), Optional.empty());
  }

  private Paper with(Optional<Long> revision, Optional<Instant> firstSeenAt) {
    return new Paper(
        id,
        revision,
        title,
        abstractText,
        authors,
        authorCount,
        organisation,
        publishedAt,
        listedAt,
        firstSeenAt,
        venue,
        year,
        version,
        identifiers,
        categories,
        keywords,
        tags,
        links,
        note,
        comments,
        upvotes,
        withdrawn,
        related,
        mergedInto,
        recordKeys,
        sightings,
        Optional.empty());
  }
}
