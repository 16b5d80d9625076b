package org.paperwire.ingest;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.paperwire.bibliography.Fingerprint;
import org.paperwire.bibliography.Identifiers;
import org.paperwire.bibliography.PartialDate;

/// What is said of a paper: the bibliographic content of a sighting. Counts, times of observation
/// and names of lists are not part of it, so that seeing the same thing again says nothing new.
///
/// @param title plain text, never blank
/// @param authorCount how many authors there are, where the source does not name them
/// @param publishedAt when it appeared, as precise as the source says
/// @param publishedText the date as it was written, where it could not be completed
/// @param listedAt the day on which the source listed it
/// @param version of the paper that is described
/// @param categories the source's own classes, primary first
/// @param links http(s) addresses
/// @param withdrawn the reason, once it is withdrawn
public record Statement(
    Identifiers identifiers,
    String title,
    Optional<String> abstractText,
    List<Author> authors,
    OptionalInt authorCount,
    Optional<Organisation> organisation,
    Optional<PartialDate> publishedAt,
    Optional<String> publishedText,
    Optional<PartialDate> listedAt,
    Optional<String> venue,
    OptionalInt year,
    OptionalInt version,
    List<String> categories,
    List<String> keywords,
    List<String> links,
    Optional<String> note,
    Optional<String> withdrawn) {

  private static final int DIGEST_CHARACTERS = 26;

  public Statement {
    if (title.isBlank()) {
      throw new IllegalArgumentException("a statement has a title");
    }
    authors = List.copyOf(authors);
    categories = List.copyOf(categories);
    keywords = List.copyOf(keywords);
    links = List.copyOf(links);
  }

  /// Starts a statement of which only the title is known.
  public static Draft titled(String title) {
    return new Draft(title);
  }

  /// Adds every field. The order is part of every sighting id on the log, so it never changes; a
  /// new field is added at the end, and only when it is present.
  Fingerprint addTo(Fingerprint fingerprint) {
    fingerprint.with(Integer.toString(identifiers.byNamespace().size()));
    identifiers.byNamespace().forEach((namespace, ids) -> fingerprint.with(namespace).with(ids));
    fingerprint
        .with(title)
        .with(abstractText)
        .with(authors.stream().map(Author::name).toList())
        .with(authors.stream().map(author -> author.affiliation().orElse("")).toList())
        .with(present(authorCount))
        .with(organisation.map(Organisation::name))
        .with(organisation.flatMap(Organisation::handle))
        .with(publishedAt)
        .with(publishedText)
        .with(listedAt)
        .with(venue)
        .with(present(year))
        .with(present(version))
        .with(categories)
        .with(keywords)
        .with(links)
        .with(note)
        .with(withdrawn);
    return fingerprint;
  }

  /// A digest of all that is said, equal for equal statements.
  public String digest() {
    return addTo(new Fingerprint()).base32(DIGEST_CHARACTERS);
  }

  private static Optional<Integer> present(OptionalInt number) {
    return number.isPresent() ? Optional.of(number.getAsInt()) : Optional.empty();
  }

  /// A statement being put together; what is not said stays absent.
  public static final class Draft {
    private final String title;
    private Identifiers identifiers = Identifiers.NONE;
    private Optional<String> abstractText = Optional.empty();
    private List<Author> authors = List.of();
    private OptionalInt authorCount = OptionalInt.empty();
    private Optional<Organisation> organisation = Optional.empty();
    private Optional<PartialDate> publishedAt = Optional.empty();
    private Optional<String> publishedText = Optional.empty();
    private Optional<PartialDate> listedAt = Optional.empty();
    private Optional<String> venue = Optional.empty();
    private OptionalInt year = OptionalInt.empty();
    private OptionalInt version = OptionalInt.empty();
    private List<String> categories = List.of();
    private List<String> keywords = List.of();
    private List<String> links = List.of();
    private Optional<String> note = Optional.empty();
    private Optional<String> withdrawn = Optional.empty();

    private Draft(String title) {
      this.title = title;
    }

    public Draft identifiers(Identifiers value) {
      identifiers = value;
      return this;
    }

    public Draft abstractText(Optional<String> value) {
      abstractText = value;
      return this;
    }

    public Draft authors(List<Author> value) {
      authors = value;
      return this;
    }

    public Draft authorCount(OptionalInt value) {
      authorCount = value;
      return this;
    }

    public Draft organisation(Optional<Organisation> value) {
      organisation = value;
      return this;
    }

    public Draft publishedAt(Optional<PartialDate> value) {
      publishedAt = value;
      return this;
    }

    public Draft publishedText(Optional<String> value) {
      publishedText = value;
      return this;
    }

    public Draft listedAt(Optional<PartialDate> value) {
      listedAt = value;
      return this;
    }

    public Draft venue(Optional<String> value) {
      venue = value;
      return this;
    }

    public Draft year(OptionalInt value) {
      year = value;
      return this;
    }

    public Draft version(OptionalInt value) {
      version = value;
      return this;
    }

    public Draft categories(List<String> value) {
      categories = value;
      return this;
    }

    public Draft keywords(List<String> value) {
      keywords = value;
      return this;
    }

    public Draft links(List<String> value) {
      links = value;
      return this;
    }

    public Draft note(Optional<String> value) {
      note = value;
      return this;
    }

    public Draft withdrawn(Optional<String> value) {
      withdrawn = value;
      return this;
    }

    public Statement done() {
      return new Statement(
          identifiers,
          title,
          abstractText,
          authors,
          authorCount,
          organisation,
          publishedAt,
          publishedText,
          listedAt,
          venue,
          year,
          version,
          categories,
          keywords,
          links,
          note,
          withdrawn);
    }
  }
}
