package org.paperwire.ingest.feeds;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
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
                    .map(time -> LocalDate.ofInstant(time, ZoneOffset.UTC))
                    .flatMap(PartialDate::of));
    authors.forEach(author -> entry.author(Optional.of(author.name()), author.affiliation()));
    categories.forEach(category -> entry.keyword(Optional.of(category)));
    links.forEach(link -> entry.link(Optional.of(link)));
    id.ifPresent(entry::named);
    names.forEach(entry::named);
    links.forEach(entry::named);
    return entry.known(
        source, id.or(() -> links.stream().findFirst()), updated.or(() -> published), PARSER);
  }
}
