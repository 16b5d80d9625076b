package org.paperwire.ingest.openalex;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.paperwire.bibliography.PartialDate;
import org.paperwire.bibliography.SourceName;
import org.paperwire.ingest.Entry;
import org.paperwire.ingest.Format;
import org.paperwire.ingest.Item;
import org.paperwire.ingest.Limits;
import org.paperwire.ingest.Markup;
import org.paperwire.ingest.Moment;
import org.paperwire.ingest.Parsed;
import org.paperwire.ingest.Parser;
import org.paperwire.ingest.Raw;
import org.paperwire.ingest.captures.CaptureContext;
import org.paperwire.ingest.json.JsonEntry;
import org.paperwire.ingest.json.JsonObject;
import org.paperwire.ingest.json.JsonSlice;

/// Works of OpenAlex: a page of the API (`{"meta": …, "results": [ work, … ]}`), a work, or one a
/// line as in the snapshots. The abstract is put together from its inverted index; authors are
/// those that are there, of which the API cuts off after a hundred.
public final class OpenAlex {

  /// Who speaks; `openalex` is the namespace of its ids.
  public static final SourceName SOURCE = new SourceName("openalex-works");

  private static final Parser PARSER = new Parser("openalex", 1);
  private static final String ADDRESS = "https://openalex.org/";

  private OpenAlex() {}

  /// Whether a document is a work or a page of them.
  public static boolean recognises(JsonSlice document) {
    return works(document).stream().findFirst().filter(OpenAlex::isWork).isPresent();
  }

  private static boolean isWork(JsonSlice work) {
    return work.field("id")
        .flatMap(JsonSlice::text)
        .filter(id -> id.startsWith(ADDRESS + "W"))
        .isPresent();
  }

  private static List<JsonSlice> works(JsonSlice document) {
    if (document.isArray()) {
      return document.elements();
    }
    return document.field("results").map(JsonSlice::elements).orElseGet(() -> List.of(document));
  }

  /// Reads works.
  public static Parsed parse(JsonSlice document, CaptureContext context) {
    List<Item> items =
        JsonEntry.readAll(
            works(document), PARSER, (at, object, raw) -> item(at, object, raw, context));
    return Parsed.of(Format.OPENALEX, context.source().orElse(SOURCE), items);
  }

  private static Item item(int at, JsonObject work, Raw raw, CaptureContext context) {
    Optional<JsonObject> location = work.object("primary_location");
    Optional<String> id = work.text("id").map(OpenAlex::lastPart);
    Entry entry =
        Entry.at(at, raw)
            .title(work.firstText("display_name", "title").map(Markup::text))
            .abstractText(abstractOf(work))
            .identifier("openalex", id)
            .identifier("doi", work.text("doi"))
            .publishedAt(work.text("publication_date").flatMap(PartialDate::parse))
            .year(work.count("publication_year"))
            .venue(location.flatMap(l -> l.object("source")).flatMap(s -> s.text("display_name")))
            .category(work.object("primary_topic").flatMap(topic -> topic.text("display_name")))
            .signal("citation", work.count("cited_by_count"));
    if (work.isTrue("is_retracted")) {
      entry.withdrawn(Optional.of("retracted"));
    }
    work.object("ids").ifPresent(ids -> addIdentifiers(entry, ids));
    for (JsonObject authorship : work.objects("authorships")) {
      List<String> affiliations = authorship.texts("raw_affiliation_strings");
      entry.author(
          authorship
              .object("author")
              .flatMap(author -> author.text("display_name"))
              .or(() -> authorship.text("raw_author_name")),
          affiliations.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", affiliations)));
    }
    work.objects("topics").forEach(topic -> entry.category(topic.text("display_name")));
    work.objects("keywords")
        .forEach(keyword -> entry.keyword(keyword.firstText("display_name", "keyword")));
    for (JsonObject place : work.objects("locations")) {
      Optional<String> page = place.text("landing_page_url");
      entry.link(page).link(place.text("pdf_url"));
      entry.identifier("arxiv", page.filter(address -> address.contains("arxiv.org/")));
    }
    return entry.known(
        context.source().orElse(SOURCE),
        id,
        context.capturedAt().or(() -> work.text("updated_date").flatMap(OpenAlex::time)),
        PARSER);
  }

  private static void addIdentifiers(Entry entry, JsonObject ids) {
    entry
        .identifier("pmid", ids.text("pmid").map(OpenAlex::lastPart))
        .identifier("pmcid", ids.text("pmcid").map(OpenAlex::lastPart))
        .identifier("mag", ids.text("mag"));
  }

  private static String lastPart(String address) {
    String path = address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /// `2024-07-01T08:12:30.123456`, which is UTC and does not say so.
  private static Optional<Instant> time(String text) {
    return Moment.parse(text.matches(".*T[0-9:.]+") ? text + "Z" : text);
  }

  /// Each word with the places at which it stands. More places than an abstract may have characters
  /// are none.
  private static Optional<String> abstractOf(JsonObject work) {
    var words = new TreeMap<Integer, String>();
    work.object("abstract_inverted_index")
        .ifPresent(
            index ->
                index
                    .numbers(Limits.ABSTRACT_CHARACTERS_MAX)
                    .forEach((word, places) -> places.forEach(at -> words.put(at, word))));
    return words.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", words.values()));
  }
}
