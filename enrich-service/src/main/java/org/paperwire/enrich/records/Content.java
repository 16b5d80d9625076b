package org.paperwire.enrich.records;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.paperwire.bibliography.Fingerprint;
import org.paperwire.bibliography.Identifiers;
import org.paperwire.bibliography.PartialDate;

/// What a sighting says of a paper, apart from who says it, where and when.
///
/// @param title as plain text
/// @param abstractText as plain text
/// @param authors in the order of the source; empty when it names none
/// @param authorCount how many, where the source does not name them
/// @param organisation display name of the organisation credited
/// @param organisationHandle its handle at the source
/// @param publishedAt when the paper appeared, as precise as the source says
/// @param publishedText the date as written, where it could not be completed
/// @param listedAt the day the source listed the paper
/// @param venue journal, conference or series
/// @param year of publication, where no date is given
/// @param version of the paper that the source describes
/// @param identifiers canonical ids
/// @param categories subject classes, primary first
/// @param keywords given by the source
/// @param links http(s) addresses given by the source
/// @param note the source's remark
/// @param withdrawn reason of a withdrawal
public record Content(
    String title,
    Optional<String> abstractText,
    List<Author> authors,
    Optional<Integer> authorCount,
    Optional<String> organisation,
    Optional<String> organisationHandle,
    Optional<PartialDate> publishedAt,
    Optional<String> publishedText,
    Optional<LocalDate> listedAt,
    Optional<String> venue,
    Optional<Integer> year,
    Optional<Integer> version,
    Identifiers identifiers,
    List<String> categories,
    List<String> keywords,
    List<String> links,
    Optional<String> note,
    Optional<String> withdrawn) {

  /// Refuses a paper without a title.
  public Content {
    if (title.isBlank()) {
      throw new IllegalArgumentException("a sighting without a title says nothing");
    }
    authors = List.copyOf(authors);
    categories = List.copyOf(categories);
    keywords = List.copyOf(keywords);
    links = List.copyOf(links);
  }

  /// A hash of everything here: equal contents have equal hashes, and the hash is the last word
  /// where nothing else tells two statements apart.
  public String hash() {
    var fingerprint =
        new Fingerprint().with(title).with(abstractText).with(Integer.toString(authors.size()));
    authors.forEach(author -> fingerprint.with(author.name()).with(author.affiliation()));
    fingerprint
        .with(authorCount)
        .with(organisation)
        .with(organisationHandle)
        .with(publishedAt)
        .with(publishedText)
        .with(listedAt)
        .with(venue)
        .with(year)
        .with(version)
        .with(Integer.toString(identifiers.byNamespace().size()));
    identifiers
        .byNamespace()
        .forEach((namespace, values) -> fingerprint.with(namespace).with(values));
    return fingerprint
        .with(categories)
        .with(keywords)
        .with(links)
        .with(note)
        .with(withdrawn)
        .base32(26);
  }

  /// About how many characters it takes to keep.
  int length() {
    int length = title.length() + length(categories) + length(keywords) + length(links);
    for (Author author : authors) {
      length += author.name().length() + author.affiliation().map(String::length).orElse(0) + 4;
    }
    for (List<String> values : identifiers.byNamespace().values()) {
      length += length(values) + 8;
    }
    for (Optional<String> text :
        List.of(
            abstractText,
            organisation,
            organisationHandle,
            publishedText,
            venue,
            note,
            withdrawn)) {
      length += text.map(String::length).orElse(0);
    }
    return length;
  }

  private static int length(List<String> texts) {
    return texts.stream().mapToInt(text -> text.length() + 2).sum();
  }
}
