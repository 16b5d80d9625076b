package org.paperwire.ingest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.paperwire.bibliography.ArxivId;
import org.paperwire.bibliography.Identifiers;
import org.paperwire.bibliography.Identifiers.Identifier;
import org.paperwire.bibliography.PartialDate;
import org.paperwire.bibliography.SourceName;

/// One entry of a source's own format on its way to a sighting. Every text is folded to plain text
/// here, and every limit is kept here, so that a parser only says which field is which.
///
/// Unlike our own JSON, which is refused when it is not as documented, what a source publishes is
/// as it is, and no paper is lost for a typing error in a DOI:
///
/// - Without a title, or with a title, abstract, name or list beyond its limit, the entry is
///   refused.
/// - Any other value that cannot be kept (an identifier that is none, a link that is no address, a
///   remark of more than 2,000 characters) is left out; it stays in the raw form.
public final class Entry {

  private static final int YEAR_MIN = 1000;
  private static final int YEAR_MAX = 2999;
  private static final Pattern DOI_IN_ADDRESS =
      Pattern.compile("(?i)[/=](?:doi:)?(10\\.\\d{4,9}(?:\\.\\d+)*/[^\\s?#&]+)");

  private final int at;
  private final Raw raw;
  private Optional<String> title = Optional.empty();
  private Optional<String> abstractText = Optional.empty();
  private Optional<Organisation> organisation = Optional.empty();
  private Optional<PartialDate> publishedAt = Optional.empty();
  private Optional<PartialDate> listedAt = Optional.empty();
  private Optional<String> venue = Optional.empty();
  private OptionalInt year = OptionalInt.empty();
  private OptionalInt version = OptionalInt.empty();
  private Optional<String> note = Optional.empty();
  private Optional<String> withdrawn = Optional.empty();
  private final List<Author> authors = new ArrayList<>();
  private final List<Identifier> identifiers = new ArrayList<>();
  private final List<String> categories = new ArrayList<>();
  private final List<String> keywords = new ArrayList<>();
  private final List<String> links = new ArrayList<>();
  private final List<SignalSeen> signals = new ArrayList<>();

  private Entry(int at, Raw raw) {
    this.at = at;
    this.raw = raw;
  }

  /// Begins with an entry of which nothing is known.
  ///
  /// @param at its place, from 1
  /// @param raw the entry as it came
  public static Entry at(int at, Raw raw) {
    return new Entry(at, raw);
  }

  public Entry title(Optional<String> text) {
    title = folded(text);
    return this;
  }

  public Entry abstractText(Optional<String> text) {
    abstractText = folded(text);
    return this;
  }

  /// A name has a letter: lists of authors also hold the colon behind a collaboration.
  public Entry author(Optional<String> name, Optional<String> affiliation) {
    folded(name)
        .filter(text -> text.codePoints().anyMatch(Character::isLetter))
        .ifPresent(known -> authors.add(new Author(known, brief(affiliation))));
    return this;
  }

  public Entry author(String name) {
    return author(Optional.of(name), Optional.empty());
  }

  /// The version of an arXiv id is the version of the paper that is described.
  public Entry identifier(String namespace, Optional<String> value) {
    value.ifPresent(
        written -> {
          Identifiers.read(namespace, written).ifPresent(identifiers::add);
          if (namespace.equals("arxiv")) {
            ArxivId.parse(written).ifPresent(id -> id.version().ifPresent(this::version));
          }
        });
    return this;
  }

  /// A DOI, an arXiv id or an address of one, told from how it looks. Anything else is left out.
  /// What stands behind `?` or `#` in an address is no part of what it names.
  public Entry named(String text) {
    String name = text.strip();
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.startsWith("doi:") || lower.startsWith("10.")) {
      return identifier("doi", Optional.of(name));
    }
    if (lower.contains("arxiv.org") || lower.startsWith("arxiv:")) {
      identifier("arxiv", Optional.of(name.replaceFirst("[?#].*", "")));
    }
    Matcher doi = DOI_IN_ADDRESS.matcher(name);
    return lower.contains("doi.org/") && doi.find()
        ? identifier("doi", Optional.of(doi.group(1)))
        : this;
  }

  public Entry version(int number) {
    if (number > 0) {
      version = OptionalInt.of(Math.max(number, version.orElse(0)));
    }
    return this;
  }

  public Entry publishedAt(Optional<PartialDate> date) {
    publishedAt = date.filter(Entry::isSane);
    return this;
  }

  public Entry listedAt(Optional<PartialDate> day) {
    listedAt = day.filter(Entry::isSane);
    return this;
  }

  private static boolean isSane(PartialDate date) {
    return date.year() >= YEAR_MIN && date.year() <= YEAR_MAX;
  }

  public Entry year(OptionalLong number) {
    if (number.isPresent() && number.getAsLong() >= YEAR_MIN && number.getAsLong() <= YEAR_MAX) {
      year = OptionalInt.of((int) number.getAsLong());
    }
    return this;
  }

  public Entry organisation(Optional<String> name, Optional<String> handle) {
    organisation = brief(name).map(known -> new Organisation(known, brief(handle)));
    return this;
  }

  public Entry venue(Optional<String> text) {
    venue = brief(text);
    return this;
  }

  public Entry note(Optional<String> text) {
    note = brief(text);
    return this;
  }

  /// Says that the paper is withdrawn, and why.
  public Entry withdrawn(Optional<String> reason) {
    withdrawn = brief(reason);
    return this;
  }

  public Entry category(Optional<String> text) {
    addTo(categories, brief(text));
    return this;
  }

  public Entry keyword(Optional<String> text) {
    addTo(keywords, brief(text));
    return this;
  }

  public Entry link(Optional<String> address) {
    addTo(
        links,
        address
            .map(String::strip)
            .filter(a -> a.length() <= Limits.LINK_CHARACTERS_MAX && WebAddress.isOne(a)));
    return this;
  }

  /// A source's absolute count.
  public Entry signal(String kind, OptionalLong count) {
    count.ifPresent(known -> signals.add(new SignalSeen(kind, known)));
    return this;
  }

  private static void addTo(List<String> list, Optional<String> value) {
    // One more than it may have is enough to refuse it.
    value
        .filter(known -> list.size() <= Limits.LIST_ENTRIES_MAX && !list.contains(known))
        .ifPresent(list::add);
  }

  private static Optional<String> folded(Optional<String> text) {
    return text.map(PlainText::fold).filter(folded -> !folded.isEmpty());
  }

  private static Optional<String> brief(Optional<String> text) {
    return folded(text).filter(folded -> folded.length() <= Limits.TEXT_CHARACTERS_MAX);
  }

  /// The sighting of a source that has an id of its own for each paper: whatever it says later
  /// takes the place of what it said before.
  public Item known(
      SourceName source, Optional<String> id, Optional<Instant> observedAt, Parser parser) {
    return folded(id)
        .filter(known -> known.length() <= Limits.SOURCE_ID_CHARACTERS_MAX)
        .map(known -> item(_ -> new Origin.Native(source, known), observedAt, parser))
        .orElseGet(() -> announced(source, observedAt, parser));
  }

  /// The sighting of a source that announces papers: each announcement is a list of its own, named
  /// by what it says, so that a later one stands beside it and the first day of listing stays
  /// known.
  public Item announced(SourceName source, Optional<Instant> observedAt, Parser parser) {
    return item(said -> new Origin.Listed(source, said.digest(), 0), observedAt, parser);
  }

  @FunctionalInterface
  private interface Place {
    Origin of(Statement said);
  }

  private Item item(Place place, Optional<Instant> observedAt, Parser parser) {
    Optional<String> excess = excess();
    if (excess.isPresent()) {
      return reject(Reason.FIELD_TOO_LARGE, excess.get());
    }
    if (title.isEmpty()) {
      return reject(Reason.TITLE_MISSING, "an entry without a title");
    }
    Statement said =
        Statement.titled(title.get())
            .identifiers(Identifiers.of(identifiers))
            .abstractText(abstractText)
            .authors(authors)
            .organisation(organisation)
            .publishedAt(publishedAt)
            .listedAt(listedAt)
            .venue(venue)
            .year(year)
            .version(version)
            .categories(categories)
            .keywords(keywords)
            .links(links)
            .note(note)
            .withdrawn(withdrawn)
            .done();
    return new Seen(
        at,
        new Sighting(
            place.of(said),
            said,
            observedAt.filter(Moment::isOfSomePaper),
            Optional.of(raw),
            parser),
        signals);
  }

  /// Which field has more than it may, for a person.
  private Optional<String> excess() {
    if (title.filter(text -> text.length() > Limits.TITLE_CHARACTERS_MAX).isPresent()) {
      return Optional.of(
          "a title of more than %d characters".formatted(Limits.TITLE_CHARACTERS_MAX));
    }
    if (abstractText.filter(text -> text.length() > Limits.ABSTRACT_CHARACTERS_MAX).isPresent()) {
      return Optional.of(
          "an abstract of more than %d characters".formatted(Limits.ABSTRACT_CHARACTERS_MAX));
    }
    if (authors.size() > Limits.AUTHORS_MAX) {
      return Optional.of("more than %d authors".formatted(Limits.AUTHORS_MAX));
    }
    if (authors.stream().anyMatch(a -> a.name().length() > Limits.TEXT_CHARACTERS_MAX)) {
      return Optional.of(
          "an author's name of more than %d characters".formatted(Limits.TEXT_CHARACTERS_MAX));
    }
    int entries = Math.max(categories.size(), Math.max(keywords.size(), links.size()));
    return entries > Limits.LIST_ENTRIES_MAX
        ? Optional.of(
            "more than %d categories, keywords or links".formatted(Limits.LIST_ENTRIES_MAX))
        : Optional.empty();
  }

  /// What becomes of it when it cannot be a sighting.
  public Reject reject(Reason reason, String detail) {
    return new Reject(
        at,
        reason,
        detail,
        title.filter(text -> text.length() <= Limits.TITLE_CHARACTERS_MAX),
        raw);
  }
}
