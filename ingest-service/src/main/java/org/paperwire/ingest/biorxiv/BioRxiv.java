package org.paperwire.ingest.biorxiv;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.paperwire.bibliography.PartialDate;
import org.paperwire.bibliography.SourceName;
import org.paperwire.ingest.Entry;
import org.paperwire.ingest.Format;
import org.paperwire.ingest.Item;
import org.paperwire.ingest.Moment;
import org.paperwire.ingest.Parsed;
import org.paperwire.ingest.Parser;
import org.paperwire.ingest.PersonName;
import org.paperwire.ingest.PlainText;
import org.paperwire.ingest.Raw;
import org.paperwire.ingest.Reading;
import org.paperwire.ingest.Reason;
import org.paperwire.ingest.captures.CaptureContext;
import org.paperwire.ingest.json.JsonEntry;
import org.paperwire.ingest.json.JsonObject;
import org.paperwire.ingest.json.JsonSlice;

/// Answers of `api.biorxiv.org/details/{server}/…`: `{"messages": [{"status": "ok"}], "collection":
/// [ {"doi", "title", "authors": "Quill, A.; Ink, B.", "date", "version", "category", …}, … ]}`.
///
/// Each version is an entry of its own; the greatest is the paper's. The date is that of the
/// version: that of version 1 is when the paper appeared. `published` is the DOI of the article
/// that it became.
public final class BioRxiv {

  private static final Parser PARSER = new Parser("biorxiv", 1);
  private static final SourceName BIORXIV = new SourceName("biorxiv");
  private static final SourceName MEDRXIV = new SourceName("medrxiv");

  private BioRxiv() {}

  /// Whether a document is such an answer, or an entry of one.
  public static boolean recognises(JsonSlice document) {
    return document.field("collection").isPresent() && document.field("messages").isPresent()
        || document.fields().keySet().containsAll(List.of("doi", "title", "authors", "server"));
  }

  /// Reads an answer.
  public static Reading read(JsonSlice document, CaptureContext context) {
    Optional<String> status =
        document.field("messages").map(JsonSlice::elements).orElse(List.of()).stream()
            .findFirst()
            .flatMap(message -> message.field("status"))
            .flatMap(JsonSlice::text)
            .filter(text -> !text.equals("ok") && !text.startsWith("no posts found"));
    if (status.isPresent()) {
      return new Reading.Nothing(
          Reason.ERROR_ANSWER, "bioRxiv answers: " + PlainText.quoted(status.get()));
    }
    List<JsonSlice> entries =
        document.field("collection").map(JsonSlice::elements).orElseGet(() -> List.of(document));
    List<Item> items =
        JsonEntry.readAll(entries, PARSER, (at, object, raw) -> item(at, object, raw, context));
    return new Reading.Papers(new Parsed(Format.BIORXIV, context.source(), items));
  }

  private static Item item(int at, JsonObject preprint, Raw raw, CaptureContext context) {
    Optional<String> date = preprint.text("date");
    Optional<Integer> version =
        preprint.text("version").filter(v -> v.matches("[1-9]\\d{0,2}")).map(Integer::parseInt);
    Entry entry =
        Entry.at(at, raw)
            .title(preprint.text("title"))
            .abstractText(preprint.text("abstract"))
            .identifier("doi", preprint.text("doi"))
            .identifier("doi", preprint.text("published").filter(doi -> doi.startsWith("10.")))
            .version(version.orElse(0))
            .publishedAt(version.filter(v -> v == 1).flatMap(_ -> date).flatMap(PartialDate::parse))
            .category(preprint.text("category"));
    if (preprint
        .text("type")
        .filter(t -> t.toLowerCase(Locale.ROOT).contains("withdraw"))
        .isPresent()) {
      entry.withdrawn(preprint.text("type"));
    }
    preprint
        .text("authors")
        .ifPresent(
            authors ->
                Stream.of(authors.split(";"))
                    .forEach(name -> entry.author(PersonName.givenFirst(name))));
    SourceName server =
        preprint
                .text("server")
                .filter(name -> name.toLowerCase(Locale.ROOT).contains("med"))
                .isPresent()
            ? MEDRXIV
            : BIORXIV;
    return entry.known(
        context.source().orElse(server),
        preprint.text("doi").map(doi -> doi.toLowerCase(Locale.ROOT)),
        date.flatMap(Moment::parse).or(context::capturedAt),
        PARSER);
  }
}
