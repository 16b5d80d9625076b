package org.paperwire.ingest.feeds;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.paperwire.bibliography.SourceName;
import org.paperwire.ingest.Author;
import org.paperwire.ingest.Format;
import org.paperwire.ingest.Item;
import org.paperwire.ingest.Markup;
import org.paperwire.ingest.Moment;
import org.paperwire.ingest.Parsed;
import org.paperwire.ingest.WebAddress;
import org.paperwire.ingest.captures.CaptureContext;
import org.paperwire.ingest.json.JsonEntry;
import org.paperwire.ingest.json.JsonObject;
import org.paperwire.ingest.json.JsonSlice;

/// The parser of JSON Feed 1.0 and 1.1 (jsonfeed.org).
public final class JsonFeed {

  private JsonFeed() {}

  /// Whether a document is such a feed.
  public static boolean recognises(JsonSlice document) {
    return document
        .field("version")
        .flatMap(JsonSlice::text)
        .filter(JsonFeed::isVersion)
        .isPresent();
  }

  /// Whether this is what such a feed has as its `version`.
  public static boolean isVersion(String text) {
    return text.contains("jsonfeed.org/version/");
  }

  /// Reads a feed.
  public static Parsed parse(JsonSlice document, CaptureContext context) {
    SourceName source = context.source().orElseGet(() -> source(document));
    List<JsonSlice> entries = document.field("items").map(JsonSlice::elements).orElse(List.of());
    List<Item> items =
        JsonEntry.readAll(
            entries, FeedEntry.PARSER, (at, object, raw) -> entry(object).item(at, raw, source));
    return Parsed.of(Format.FEED, source, items);
  }

  private static SourceName source(JsonSlice document) {
    return Stream.of("home_page_url", "feed_url")
        .flatMap(field -> document.field(field).flatMap(JsonSlice::text).stream())
        .flatMap(address -> WebAddress.host(address).flatMap(SourceName::ofHost).stream())
        .findFirst()
        .orElse(SourceName.UNKNOWN);
  }

  private static FeedEntry entry(JsonObject object) {
    var authors = new ArrayList<Author>();
    Stream.concat(object.objects("authors").stream(), object.object("author").stream())
        .flatMap(author -> author.text("name").stream())
        .map(Author::named)
        .filter(author -> !authors.contains(author))
        .forEach(authors::add);
    return new FeedEntry(
        object.text("title"),
        object
            .text("content_text")
            .or(() -> object.text("content_html").map(Markup::text))
            .or(() -> object.text("summary")),
        object.text("id"),
        Stream.of("url", "external_url").flatMap(field -> object.text(field).stream()).toList(),
        authors,
        object.texts("tags"),
        List.of(),
        time(object, "date_published"),
        time(object, "date_modified"));
  }

  private static Optional<Instant> time(JsonObject object, String field) {
    return object.text(field).flatMap(Moment::parse);
  }
}
