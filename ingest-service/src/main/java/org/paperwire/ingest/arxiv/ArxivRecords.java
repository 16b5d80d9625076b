package org.paperwire.ingest.arxiv;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.paperwire.bibliography.ArxivId;
import org.paperwire.bibliography.PartialDate;
import org.paperwire.bibliography.SourceName;
import org.paperwire.ingest.Entry;
import org.paperwire.ingest.Format;
import org.paperwire.ingest.Item;
import org.paperwire.ingest.Moment;
import org.paperwire.ingest.Parsed;
import org.paperwire.ingest.Parser;
import org.paperwire.ingest.Raw;
import org.paperwire.ingest.captures.CaptureContext;
import org.paperwire.ingest.json.JsonEntry;
import org.paperwire.ingest.json.JsonObject;
import org.paperwire.ingest.json.JsonSlice;

/// arXiv's metadata as JSON, a record or an array of them, mostly one a line:
///
/// ```
/// {"id", "submitter", "authors": "one text", "authors_parsed", "versions", "update_date", …}   bulk
/// {"id", "title", "authors": […], "summary", "categories": […], "comment", "first_seen"}       a day's
/// {"arxiv_id", "title", "authors": […], "abstract", "categories": […], "published", …}         list
/// ```
///
/// The bulk metadata know each paper by its id, and their last version is the one that is
/// described. A record of a day's list is an announcement: a paper that is seen again
/// (`seen_again`) with another title is the same paper later, and its first day stays its first
/// day.
public final class ArxivRecords {

  /// Who speaks in the bulk metadata.
  public static final SourceName BULK = new SourceName("arxiv-metadata");

  /// Who speaks in records of days.
  public static final SourceName DAILY = new SourceName("arxiv-daily");

  private static final Parser PARSER = new Parser("arxiv-records", 1);

  private ArxivRecords() {}

  /// Whether a document is such a record, or begins with one.
  public static boolean recognises(JsonSlice document) {
    return first(document)
        .map(record -> record.fields().keySet())
        .filter(names -> isBulk(names) || isDaily(names))
        .isPresent();
  }

  private static Optional<JsonSlice> first(JsonSlice document) {
    return document.isArray() ? document.elements().stream().findFirst() : Optional.of(document);
  }

  private static boolean isBulk(Set<String> names) {
    return names.containsAll(Set.of("id", "title", "categories"))
        && (names.contains("authors_parsed") || names.contains("update_date"));
  }

  private static boolean isDaily(Set<String> names) {
    return names.containsAll(Set.of("arxiv_id", "title"))
        || names.containsAll(Set.of("id", "title", "summary", "categories"))
            && !names.contains("upvotes");
  }

  /// Reads a record or an array of them.
  public static Parsed parse(JsonSlice document, CaptureContext context) {
    List<JsonSlice> records = document.isArray() ? document.elements() : List.of(document);
    List<Item> items =
        JsonEntry.readAll(
            records,
            PARSER,
            (at, record, raw) ->
                isBulk(Set.copyOf(record.names()))
                    ? bulk(at, record, raw, context)
                    : daily(at, record, raw, context));
    return Parsed.of(Format.ARXIV_METADATA, speaker(document, context), items);
  }

  private static SourceName speaker(JsonSlice document, CaptureContext context) {
    return context
        .source()
        .orElseGet(
            () ->
                first(document).filter(record -> isBulk(record.fields().keySet())).isPresent()
                    ? BULK
                    : DAILY);
  }

  private static Item bulk(int at, JsonObject record, Raw raw, CaptureContext context) {
    Optional<String> comments = record.text("comments");
    Optional<String> summary = record.text("abstract");
    Entry entry =
        Entry.at(at, raw)
            .title(record.text("title"))
            .abstractText(summary)
            .identifier("arxiv", record.text("id"))
            .venue(record.text("journal-ref"))
            .note(comments)
            .withdrawn(Withdrawal.of(comments, summary));
    ArxivMetadata.addDois(entry, record.text("doi"));
    ArxivMetadata.addCategories(entry, Optional.of(String.join(" ", record.texts("categories"))));
    if (record.has("authors_parsed")) {
      for (List<String> parts : record.rows("authors_parsed")) {
        entry.author(ArxivAuthors.name(displayed(parts)));
      }
    } else {
      ArxivAuthors.addTo(entry, record.text("authors"));
    }
    for (JsonObject version : record.objects("versions")) {
      ArxivMetadata.addVersion(entry, version.text("version"), version.text("created"));
    }
    Optional<Instant> observedAt =
        record.text("update_date").flatMap(Moment::parse).or(context::capturedAt);
    return entry.known(context.source().orElse(BULK), record.text("id"), observedAt, PARSER);
  }

  /// `["Quill", "Ada", "Jr."]`: family name, given names, suffix.
  private static String displayed(List<String> parts) {
    return Stream.of(1, 0, 2)
        .filter(part -> part < parts.size() && !parts.get(part).isBlank())
        .map(parts::get)
        .collect(Collectors.joining(" "));
  }

  /// An old id that lost its archive (`0310123v3`) still has it in the paper's address.
  private static Optional<String> id(JsonObject record) {
    return Stream.of("arxiv_id", "id", "base_id", "entry_url", "pdf_url")
        .flatMap(field -> record.text(field).stream())
        .filter(text -> ArxivId.parse(text).isPresent())
        .findFirst();
  }

  private static Item daily(int at, JsonObject record, Raw raw, CaptureContext context) {
    Optional<String> comment = record.firstText("comment", "comments");
    Optional<String> summary = record.firstText("summary", "abstract");
    Optional<String> day = record.firstText("seen_again", "first_seen");
    Entry entry =
        Entry.at(at, raw)
            .title(record.text("title"))
            .abstractText(summary)
            .identifier("arxiv", id(record))
            .identifier("doi", record.text("doi"))
            .publishedAt(record.text("published").flatMap(PartialDate::parse))
            .listedAt(day.flatMap(PartialDate::parse))
            .venue(record.firstText("journal_ref", "journal-ref"))
            .note(comment)
            .withdrawn(Withdrawal.of(comment, summary));
    record.texts("authors").forEach(name -> entry.author(ArxivAuthors.name(name)));
    record.texts("categories").forEach(category -> entry.category(Optional.of(category)));
    Optional<Instant> observedAt =
        day.or(() -> record.text("updated")).flatMap(Moment::parse).or(context::capturedAt);
    return entry.announced(context.source().orElse(DAILY), observedAt, PARSER);
  }
}
