package org.paperwire.ingest.arxiv;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdom2.Element;
import org.paperwire.bibliography.PartialDate;
import org.paperwire.bibliography.SourceName;
import org.paperwire.ingest.Entry;
import org.paperwire.ingest.Item;
import org.paperwire.ingest.Moment;
import org.paperwire.ingest.Parser;
import org.paperwire.ingest.Raw;
import org.paperwire.ingest.xml.Xml;

/// The metadata of one paper as OAI-PMH has them, in arXiv's two formats.
///
/// - `arXivRaw` has the versions with their dates, so that a revision is newer than what it
///   revises; its authors are one text. It is the one to harvest.
/// - `arXiv` has authors apart, with suffix and affiliations, but no version: without `updated` it
///   is the first, with it any later one, and then the version stays unsaid.
/// - Neither says when a paper was announced; the header's `datestamp` is that of the last change.
public final class ArxivMetadata {

  /// Who speaks.
  public static final SourceName SOURCE = new SourceName("arxiv-oai");

  private static final Parser PARSER = new Parser("arxiv-oai", 1);

  private static final Pattern VERSION = Pattern.compile("v?([1-9]\\d{0,3})");

  private ArxivMetadata() {}

  /// Whether an element is metadata of arXiv's.
  public static boolean recognises(Element metadata) {
    return metadata.getName().equals("arXiv") || metadata.getName().equals("arXivRaw");
  }

  /// Reads the metadata of one paper.
  ///
  /// @param at its place, from 1
  /// @param raw the record around them
  public static Item read(
      int at, Element metadata, Raw raw, SourceName source, Optional<Instant> observedAt) {
    Optional<String> id = Xml.text(metadata, "id").map(String::strip);
    Optional<String> comments = Xml.text(metadata, "comments");
    Optional<String> summary = Xml.text(metadata, "abstract");
    Entry entry =
        Entry.at(at, raw)
            .title(Xml.text(metadata, "title"))
            .abstractText(summary)
            .identifier("arxiv", id)
            .venue(Xml.text(metadata, "journal-ref"))
            .note(comments)
            .withdrawn(Withdrawal.of(comments, summary).or(() -> withoutFile(metadata, comments)));
    addDois(entry, Xml.text(metadata, "doi"));
    addCategories(entry, Xml.text(metadata, "categories"));
    if (metadata.getName().equals("arXivRaw")) {
      ArxivAuthors.addTo(entry, Xml.text(metadata, "authors"));
      Xml.children(metadata, "version")
          .forEach(
              version ->
                  addVersion(entry, Xml.attribute(version, "version"), Xml.text(version, "date")));
    } else {
      addAuthors(entry, metadata);
      entry.publishedAt(Xml.text(metadata, "created").flatMap(PartialDate::parse));
      if (Xml.text(metadata, "updated").isEmpty()) {
        entry.version(1);
      }
    }
    return entry.known(source, id.map(ArxivApi::withoutAddress), observedAt, PARSER);
  }

  /// Authors write more than one DOI into the field, with blanks or commas between.
  static void addDois(Entry entry, Optional<String> dois) {
    dois.ifPresent(
        text ->
            Stream.of(text.split("[\\s,;]+"))
                .forEach(doi -> entry.identifier("doi", Optional.of(doi))));
  }

  /// `cs.CL cs.AI`, primary first.
  static void addCategories(Entry entry, Optional<String> categories) {
    categories.ifPresent(
        text ->
            Stream.of(text.strip().split("\\s+"))
                .forEach(category -> entry.category(Optional.of(category))));
  }

  /// A version of a paper (`v2`) and when it was submitted. The paper appeared when its first did.
  static void addVersion(Entry entry, Optional<String> version, Optional<String> submitted) {
    Optional<String> number =
        version.map(VERSION::matcher).filter(Matcher::matches).map(v -> v.group(1));
    number.map(Integer::parseInt).ifPresent(entry::version);
    if (number.filter("1"::equals).isPresent()) {
      entry.publishedAt(
          submitted
              .flatMap(Moment::ofFeed)
              .map(OffsetDateTime::toLocalDate)
              .flatMap(PartialDate::of));
    }
  }

  /// The last version of a withdrawn paper has no file (`0kb`, source type `I`: ignore).
  private static Optional<String> withoutFile(Element metadata, Optional<String> comments) {
    List<Element> versions = Xml.children(metadata, "version");
    return versions.isEmpty()
            || !Xml.text(versions.getLast(), "source_type").filter(t -> t.contains("I")).isPresent()
            || !Xml.text(versions.getLast(), "size").filter("0kb"::equals).isPresent()
        ? Optional.empty()
        : comments.or(() -> Optional.of("withdrawn"));
  }

  private static void addAuthors(Entry entry, Element metadata) {
    Xml.child(metadata, "authors")
        .ifPresent(
            authors ->
                Xml.children(authors, "author")
                    .forEach(
                        author -> {
                          String name =
                              Stream.of("forenames", "keyname", "suffix")
                                  .flatMap(part -> Xml.texts(author, part).stream())
                                  .map(String::strip)
                                  .collect(Collectors.joining(" "));
                          List<String> affiliations = Xml.texts(author, "affiliation");
                          entry.author(
                              Optional.of(ArxivAuthors.name(name)),
                              affiliations.isEmpty()
                                  ? Optional.empty()
                                  : Optional.of(String.join("; ", affiliations)));
                        }));
  }
}
