package org.paperwire.ingest.crossref;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.paperwire.bibliography.PartialDate;
import org.paperwire.bibliography.SourceName;
import org.paperwire.ingest.Entry;
import org.paperwire.ingest.Format;
import org.paperwire.ingest.Item;
import org.paperwire.ingest.Markup;
import org.paperwire.ingest.Moment;
import org.paperwire.ingest.Parsed;
import org.paperwire.ingest.Parser;
import org.paperwire.ingest.PlainText;
import org.paperwire.ingest.Raw;
import org.paperwire.ingest.Reading;
import org.paperwire.ingest.Reason;
import org.paperwire.ingest.captures.CaptureContext;
import org.paperwire.ingest.json.JsonEntry;
import org.paperwire.ingest.json.JsonObject;
import org.paperwire.ingest.json.JsonSlice;

/// Works of Crossref: an answer (`{"status": "ok", "message-type": "work-list", "message":
/// {"items": [ work, … ]}}`), a work by itself, or one a line.
///
/// Abstracts are JATS, titles have tags too; both are kept as text. Dates have as many parts as are
/// known (`{"date-parts": [[2018, 4]]}`). A work without a title (an issue, a component) is refused
/// as that. An answer that failed says why.
public final class Crossref {

  /// Who speaks.
  public static final SourceName SOURCE = new SourceName("crossref");

  private static final Parser PARSER = new Parser("crossref", 1);
  private static final Set<String> ABOUT_WORKS =
      Set.of("title", "publisher", "container-title", "member", "prefix", "issued");

  private Crossref() {}

  /// Whether a document is an answer of Crossref's or a work.
  public static boolean recognises(JsonSlice document) {
    return document.field("message-type").isPresent() && document.field("message").isPresent()
        || works(document).stream().findFirst().filter(Crossref::isWork).isPresent();
  }

  private static boolean isWork(JsonSlice work) {
    Set<String> names = work.fields().keySet();
    return names.contains("DOI") && names.stream().anyMatch(ABOUT_WORKS::contains);
  }

  private static List<JsonSlice> works(JsonSlice document) {
    if (document.isArray()) {
      return document.elements();
    }
    JsonSlice message = document.field("message").orElse(document);
    return message.field("items").map(JsonSlice::elements).orElseGet(() -> List.of(message));
  }

  /// Reads works.
  public static Reading read(JsonSlice document, CaptureContext context) {
    String type = document.field("message-type").flatMap(JsonSlice::text).orElse("work");
    if (document.field("status").flatMap(JsonSlice::text).filter("failed"::equals).isPresent()) {
      return new Reading.Nothing(
          Reason.ERROR_ANSWER,
          "Crossref answers: %s%s".formatted(PlainText.fold(type), message(document)));
    }
    if (!type.equals("work") && !type.equals("work-list")) {
      return new Reading.Nothing(
          Reason.NOT_A_PAPER,
          "an answer of Crossref's of the type %s, which has no works"
              .formatted(PlainText.fold(type)));
    }
    List<Item> items =
        JsonEntry.readAll(
            works(document), PARSER, (at, object, raw) -> item(at, object, raw, context));
    return new Reading.Papers(Parsed.of(Format.CROSSREF, context.source().orElse(SOURCE), items));
  }

  private static String message(JsonSlice document) {
    return document.field("message").map(JsonSlice::elements).orElse(List.of()).stream()
        .findFirst()
        .flatMap(first -> first.field("message"))
        .flatMap(JsonSlice::text)
        .map(text -> ", " + PlainText.quoted(text))
        .orElse("");
  }

  private static Item item(int at, JsonObject work, Raw raw, CaptureContext context) {
    Optional<String> doi = work.text("DOI");
    Entry entry =
        Entry.at(at, raw)
            .title(
                Optional.of(
                        Stream.concat(
                                work.texts("title").stream().limit(1),
                                work.texts("subtitle").stream().limit(1))
                            .map(Markup::text)
                            .collect(Collectors.joining(": ")))
                    .filter(_ -> !work.texts("title").isEmpty()))
            .abstractText(work.text("abstract").flatMap(Markup::jats))
            .identifier("doi", doi)
            .publishedAt(
                Stream.of("issued", "posted", "published", "published-online", "published-print")
                    .flatMap(field -> date(work, field).stream())
                    .findFirst())
            .venue(
                work.texts("container-title").stream()
                    .findFirst()
                    .or(() -> work.text("group-title"))
                    .map(Markup::text))
            .signal("citation", work.count("is-referenced-by-count"))
            .withdrawn(
                work.objects("updated-by").stream()
                    .flatMap(update -> update.text("type").stream())
                    .filter(type -> Set.of("retraction", "withdrawal", "removal").contains(type))
                    .findFirst());
    work.objects("author").forEach(author -> addAuthor(entry, author));
    work.texts("subject").forEach(subject -> entry.category(Optional.of(subject)));
    entry.link(work.text("URL"));
    work.object("resource")
        .flatMap(resource -> resource.object("primary"))
        .ifPresent(primary -> entry.link(primary.text("URL")));
    work.objects("link").forEach(link -> entry.link(link.text("URL")));
    return entry.known(
        context.source().orElse(SOURCE),
        doi.map(text -> text.toLowerCase(Locale.ROOT)),
        context.capturedAt().or(() -> indexed(work)),
        PARSER);
  }

  private static Optional<Instant> indexed(JsonObject work) {
    return work.object("indexed")
        .flatMap(indexed -> indexed.text("date-time"))
        .flatMap(Moment::parse);
  }

  private static void addAuthor(Entry entry, JsonObject author) {
    String name =
        Stream.of("given", "family", "suffix")
            .flatMap(part -> author.text(part).stream())
            .collect(Collectors.joining(" "));
    String affiliation =
        author.objects("affiliation").stream()
            .flatMap(place -> place.text("name").stream())
            .collect(Collectors.joining("; "));
    entry.author(
        Optional.of(name).filter(text -> !text.isBlank()).or(() -> author.text("name")),
        Optional.of(affiliation));
  }

  private static Optional<PartialDate> date(JsonObject work, String field) {
    return work.object(field)
        .flatMap(date -> date.rows("date-parts").stream().findFirst())
        .map(
            parts ->
                parts.stream()
                    .limit(3)
                    .takeWhile(part -> part.matches("\\d{1,4}"))
                    .map(part -> part.length() == 1 ? "0" + part : part)
                    .collect(Collectors.joining("-")))
        .flatMap(PartialDate::parse);
  }
}
