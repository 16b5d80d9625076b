package org.paperwire.enrich.merging;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.paperwire.bibliography.Identifiers;
import org.paperwire.bibliography.PaperId;
import org.paperwire.bibliography.PartialDate;
import org.paperwire.bibliography.RecordKey;
import org.paperwire.enrich.identity.Tie;
import org.paperwire.enrich.records.Author;
import org.paperwire.enrich.tagging.Tag;
import org.paperwire.enrich.tagging.Taggable;

/// A paper as it now is, merged from everything its members say.
///
/// @param id named after the representative of the members
/// @param title the winner's
/// @param abstractText the winner's
/// @param authors in order; empty when no source names them
/// @param authorCount how many, where no source names them
/// @param organisation credited
/// @param publishedAt as precise as known
/// @param listedAt the first day any source listed it
/// @param firstSeenAt when the first sighting was taken in; depends on arrival
/// @param venue journal, conference or series
/// @param year of publication
/// @param version the newest seen
/// @param identifiers of all members
/// @param categories primary first
/// @param keywords of all sources
/// @param links http(s) addresses, sorted
/// @param note a source's remark
/// @param tags sorted by tag, then origin
/// @param comments counted by all sources
/// @param upvotes counted by all sources
/// @param withdrawn reason of a withdrawal
/// @param related near relatives that are not this paper
/// @param mergedInto the paper that lives on, when this one was absorbed
/// @param recordKeys its records, the representative first
/// @param sightings where it was seen, in the order of their origins
/// @param provenance field to the sighting that won it
/// @param ties the pairs of records that made it so, and the near misses
public record Paper(
    PaperId id,
    String title,
    Optional<String> abstractText,
    List<Author> authors,
    Optional<Integer> authorCount,
    Optional<String> organisation,
    Optional<PartialDate> publishedAt,
    Optional<LocalDate> listedAt,
    Instant firstSeenAt,
    Optional<String> venue,
    Optional<Integer> year,
    Optional<Integer> version,
    Identifiers identifiers,
    List<String> categories,
    List<String> keywords,
    List<String> links,
    Optional<String> note,
    List<Tag> tags,
    Optional<Long> comments,
    Optional<Long> upvotes,
    Optional<String> withdrawn,
    List<PaperId> related,
    Optional<PaperId> mergedInto,
    List<RecordKey> recordKeys,
    List<SightingRef> sightings,
    SortedMap<String, Provenance> provenance,
    List<Tie> ties) {

  public Paper {
    authors = List.copyOf(authors);
    categories = List.copyOf(categories);
    keywords = List.copyOf(keywords);
    links = List.copyOf(links);
    tags = List.copyOf(tags);
    related = List.copyOf(related);
    recordKeys = List.copyOf(recordKeys);
    sightings = List.copyOf(sightings);
    provenance = new TreeMap<>(provenance);
    ties = List.copyOf(ties);
  }

  /// What of it the tagging rules look at.
  public Taggable taggable() {
    return new Taggable(title, abstractText, categories, links);
  }

  /// The same with these tags.
  public Paper tagged(List<Tag> tags) {
    return with(tags, related, mergedInto, ties);
  }

  /// The same, near to these and held together by that.
  public Paper beside(List<PaperId> related, List<Tie> ties) {
    return with(tags, related, mergedInto, ties);
  }

  /// The same, living on in another.
  public Paper absorbedBy(PaperId other) {
    return with(tags, List.of(), Optional.of(other), List.of());
  }

  private Paper with(
      List<Tag> tags, List<PaperId> related, Optional<PaperId> mergedInto, List<Tie> ties) {
    return new Paper(
        id,
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
        links,
        note,
        tags,
        comments,
        upvotes,
        withdrawn,
        related,
        mergedInto,
        recordKeys,
        sightings,
        provenance,
        ties);
  }

  /// The fields that are set, by the names they have on the topic; all but the id, which never
  /// changes.
  public SequencedMap<String, Object> fields() {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("title", title);
    fields.put("abstract", abstractText);
    fields.put("authors", authors);
    fields.put("authorCount", authorCount);
    fields.put("organisation", organisation);
    fields.put("publishedAt", publishedAt);
    fields.put("listedAt", listedAt);
    fields.put("firstSeenAt", firstSeenAt);
    fields.put("venue", venue);
    fields.put("year", year);
    fields.put("version", version);
    fields.put("identifiers", identifiers.byNamespace());
    fields.put("categories", categories);
    fields.put("keywords", keywords);
    fields.put("links", links);
    fields.put("note", note);
    fields.put("tags", tags);
    fields.put("comments", comments);
    fields.put("upvotes", upvotes);
    fields.put("withdrawn", withdrawn);
    fields.put("related", related);
    fields.put("mergedInto", mergedInto);
    fields.put("recordKeys", recordKeys);
    fields.put("sightings", sightings);
    fields.put("provenance", provenance);
    fields.put("ties", ties);
    fields.values().removeIf(Paper::isUnset);
    return fields;
  }

  /// About how many characters it takes to publish.
  public int length() {
    int length = 150 * sightings.size() + 100 * provenance.size();
    for (Object value : fields().values()) {
      length += length(value);
    }
    return length;
  }

  private static int length(Object value) {
    return switch (value) {
      case String text -> text.length();
      case Author author -> author.name().length() + length(author.affiliation());
      case Tag tag ->
          200 + tag.evidence().stream().mapToInt(found -> 60 + found.text().length()).sum();
      case RecordKey key -> key.value().length();
      case Tie tie -> 120 + tie.reasons().stream().mapToInt(String::length).sum();
      case Optional<?> optional -> optional.map(Paper::length).orElse(0);
      case Map<?, ?> map -> map.values().stream().mapToInt(Paper::length).sum();
      case Collection<?> all -> all.stream().mapToInt(each -> 4 + length(each)).sum();
      default -> 10;
    };
  }

  private static boolean isUnset(Object value) {
    return switch (value) {
      case Optional<?> optional -> optional.isEmpty();
      case Collection<?> collection -> collection.isEmpty();
      case Map<?, ?> map -> map.isEmpty();
      default -> false;
    };
  }
}
