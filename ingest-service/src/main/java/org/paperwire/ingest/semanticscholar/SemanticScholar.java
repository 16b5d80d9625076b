package org.paperwire.ingest.semanticscholar;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.paperwire.bibliography.PartialDate;
import org.paperwire.bibliography.SourceName;
import org.paperwire.ingest.Entry;
import org.paperwire.ingest.Format;
import org.paperwire.ingest.Item;
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

/// Answers of Semantic Scholar's APIs: a paper, a batch of them (with `null` for those that it does
/// not know), a page of a search (`data`), of citations or references (each in an envelope),
/// recommendations; and any of these as somebody recorded it (`{"request", "status", "body"}`).
///
/// Whoever asks says which fields come, so a paper may have no title: that one is refused as that.
/// An answer about authors has no papers.
public final class SemanticScholar {

  /// Who speaks.
  public static final SourceName SOURCE = new SourceName("semantic-scholar");

  private static final Parser PARSER = new Parser("semantic-scholar", 1);
  private static final List<String> LISTS = List.of("data", "recommendedPapers");
  private static final List<String> ENVELOPES = List.of("citingPaper", "citedPaper");

  private SemanticScholar() {}

  /// Whether a document is such an answer.
  public static boolean recognises(JsonSlice document) {
    return isRecorded(document)
        || entries(document).stream().anyMatch(entry -> isPaper(entry) || isAuthor(entry));
  }

  private static boolean isRecorded(JsonSlice document) {
    return document.field("body").isPresent()
        && document
            .field("request")
            .flatMap(JsonSlice::text)
            .filter(request -> request.contains("semanticscholar.org"))
            .isPresent();
  }

  private static boolean isPaper(JsonSlice entry) {
    return entry.field("paperId").isPresent()
        || ENVELOPES.stream().anyMatch(envelope -> entry.field(envelope).isPresent());
  }

  private static boolean isAuthor(JsonSlice entry) {
    return entry.field("authorId").isPresent();
  }

  private static List<JsonSlice> entries(JsonSlice document) {
    JsonSlice body = isRecorded(document) ? document.field("body").orElse(document) : document;
    if (body.isArray()) {
      return body.elements();
    }
    return LISTS.stream()
        .flatMap(list -> body.field(list).stream())
        .findFirst()
        .map(JsonSlice::elements)
        .orElseGet(() -> List.of(body));
  }

  /// Reads an answer.
  public static Reading read(JsonSlice document, CaptureContext context) {
    JsonSlice body = isRecorded(document) ? document.field("body").orElse(document) : document;
    Optional<String> error =
        Stream.of("error", "message")
            .flatMap(name -> body.field(name).stream())
            .findFirst()
            .flatMap(JsonSlice::text);
    if (error.isPresent()) {
      return new Reading.Nothing(
          Reason.ERROR_ANSWER, "Semantic Scholar answers: " + PlainText.quoted(error.get()));
    }
    List<JsonSlice> entries = entries(document);
    if (entries.stream().anyMatch(SemanticScholar::isAuthor)) {
      return new Reading.Nothing(
          Reason.NOT_A_PAPER, "an answer of Semantic Scholar's about authors, not papers");
    }
    List<Item> items =
        JsonEntry.readAll(
            entries, PARSER, (at, entry, raw) -> item(at, unwrapped(entry), raw, context));
    return new Reading.Papers(
        Parsed.of(Format.SEMANTIC_SCHOLAR, context.source().orElse(SOURCE), items));
  }

  private static JsonObject unwrapped(JsonObject entry) {
    return ENVELOPES.stream()
        .flatMap(envelope -> entry.object(envelope).stream())
        .findFirst()
        .orElse(entry);
  }

  private static Item item(int at, JsonObject paper, Raw raw, CaptureContext context) {
    Entry entry =
        Entry.at(at, raw)
            .title(paper.text("title"))
            .abstractText(paper.text("abstract"))
            .identifier("s2", paper.text("paperId"))
            .publishedAt(paper.text("publicationDate").flatMap(PartialDate::parse))
            .year(paper.count("year"))
            .venue(
                paper
                    .text("venue")
                    .or(() -> paper.object("publicationVenue").flatMap(v -> v.text("name")))
                    .or(() -> paper.object("journal").flatMap(v -> v.text("name"))))
            .link(paper.object("openAccessPdf").flatMap(pdf -> pdf.text("url")))
            .link(paper.text("url"))
            .signal("citation", paper.count("citationCount"));
    paper.object("externalIds").ifPresent(ids -> addIdentifiers(entry, ids));
    paper
        .objects("authors")
        .forEach(
            author ->
                entry.author(
                    author.text("name"), author.texts("affiliations").stream().findFirst()));
    paper.texts("fieldsOfStudy").forEach(field -> entry.category(Optional.of(field)));
    return entry.known(
        context.source().orElse(SOURCE), paper.text("paperId"), context.capturedAt(), PARSER);
  }

  private static void addIdentifiers(Entry entry, JsonObject ids) {
    entry
        .identifier("doi", ids.text("DOI"))
        .identifier("arxiv", ids.text("ArXiv"))
        .identifier("acl", ids.text("ACL"))
        .identifier("pmid", ids.text("PubMed"))
        .identifier(
            "pmcid", ids.text("PubMedCentral").map(id -> id.startsWith("PMC") ? id : "PMC" + id))
        .identifier("dblp", ids.text("DBLP"))
        .identifier("mag", ids.text("MAG"));
  }
}
