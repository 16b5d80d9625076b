package org.paperwire.ingest.feeds;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.paperwire.bibliography.PartialDate;
import org.paperwire.bibliography.SourceName;
import org.paperwire.ingest.Author;
import org.paperwire.ingest.Entry;
import org.paperwire.ingest.Item;
import org.paperwire.ingest.Parser;
import org.paperwire.ingest.Raw;

/// An entry of a feed, as text.
///
/// @param id the feed's own, most often an address
/// @param names other identifiers that it has: `dc:identifier`, `prism:doi`
record FeedEntry(
    Optional<String> title,
    Optional<String> summary,
    Optional<String> id,
    List<String> links,
    List<Author> authors,
    List<String> categories,
    List<String> names,
    Optional<Instant> published,
    Optional<Instant> updated) {

  static final Parser PARSER = new Parser("feed", 1);

  private static final Pattern DOI_ADDRESS =
      Pattern.compile("(?i)(?:^|[/=])(?:doi:)?(10\\.\\d{4,9}/[^\\s?#&]+)");

  FeedEntry {
    links = List.copyOf(links);
    authors = List.copyOf(authors);
    categories = List.copyOf(categories);
    names = List.copyOf(names);
  }

  Item item(int at, Raw raw, SourceName source) {
    Entry entry =
        Entry.at(at, raw)
            .title(title)
            .abstractText(summary)
            .publishedAt(
                published
                    .or(() -> updated)
                    .map(time -> LocalDate.ofInstant(time, ZoneOffset.UTC).toString())
                    .flatMap(PartialDate::parse));
    authors.forEach(author -> entry.author(Optional.of(author.name()), author.affiliation()));
    categories.forEach(category -> entry.keyword(Optional.of(category)));
    links.forEach(link -> entry.link(Optional.of(link)));
    id.ifPresent(known -> identify(entry, known));
    names.forEach(name -> identify(entry, name));
    links.forEach(link -> identify(entry, link));
    return entry.known(
        source, id.or(() -> links.stream().findFirst()), updated.or(() -> published), PARSER);
  }

  /// A DOI, an arXiv id, or an address of one.
  private static void identify(Entry entry, String text) {
    String lower = text.strip().toLowerCase(Locale.ROOT);
    if (lower.contains("arxiv.org") || lower.startsWith("arxiv:")) {
      entry.identifier("arxiv", Optional.of(text.strip().replaceFirst("[?#].*", "")));
    }
    Matcher doi = DOI_ADDRESS.matcher(text.strip());
    if (lower.startsWith("doi:") || lower.startsWith("10.") || lower.contains("doi.org/")) {
      entry.identifier("doi", doi.find() ? Optional.of(doi.group(1)) : Optional.empty());
    }
  }
}
