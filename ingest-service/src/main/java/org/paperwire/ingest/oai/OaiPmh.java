package org.paperwire.ingest.oai;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jdom2.Element;
import org.jdom2.Namespace;
import org.paperwire.bibliography.SourceName;
import org.paperwire.ingest.Entry;
import org.paperwire.ingest.Format;
import org.paperwire.ingest.Item;
import org.paperwire.ingest.Moment;
import org.paperwire.ingest.Parsed;
import org.paperwire.ingest.PlainText;
import org.paperwire.ingest.Raw;
import org.paperwire.ingest.Reading;
import org.paperwire.ingest.Reason;
import org.paperwire.ingest.arxiv.ArxivMetadata;
import org.paperwire.ingest.captures.CaptureContext;
import org.paperwire.ingest.oai.OaiAnswer.Deleted;
import org.paperwire.ingest.oai.OaiAnswer.ProtocolError;
import org.paperwire.ingest.oai.OaiAnswer.Resumption;
import org.paperwire.ingest.xml.SafeXml;
import org.paperwire.ingest.xml.Xml;

/// The parser of OAI-PMH. Of the formats of metadata it reads arXiv's two, Dublin Core and MARC 21;
/// a record in another one is a reject that names it.
///
/// Who speaks is who the identifiers belong to: `oai:arXiv.org:…` is `arxiv-oai`,
/// `oai:cds.cern.ch:…` is `cds-cern-ch`.
public final class OaiPmh {

  private static final Namespace OAI =
      Namespace.getNamespace("http://www.openarchives.org/OAI/2.0/");
  private static final Set<String> LISTS = Set.of("ListRecords", "GetRecord", "ListIdentifiers");

  private OaiPmh() {}

  /// Whether an element is such an answer, or a record of one, or its metadata.
  public static boolean recognises(Element root) {
    return root.getName().equals("OAI-PMH")
        || root.getNamespace().equals(OAI) && Set.of("record", "metadata").contains(root.getName())
        || ArxivMetadata.recognises(root);
  }

  /// Reads an answer as a harvester does.
  public static OaiAnswer answer(Element root, CaptureContext context) {
    Optional<Instant> responseDate =
        Xml.text(root, "responseDate").map(String::strip).flatMap(Moment::parse);
    Optional<Element> body = body(root);
    List<Element> records = records(root, body);
    var harvest = new Harvest(context, context.capturedAt().or(() -> responseDate));
    records.forEach(harvest::take);
    body.ifPresent(list -> Xml.children(list, "header").forEach(harvest::noteDeletion));
    return new OaiAnswer(
        body.map(Element::getName),
        responseDate,
        new Parsed(Format.OAI_PMH, context.source(), harvest.items),
        harvest.deleted,
        Xml.children(root, "error").stream().map(OaiPmh::error).toList(),
        body.flatMap(list -> Xml.child(list, "resumptionToken")).flatMap(OaiPmh::resumption));
  }

  private static Optional<Element> body(Element root) {
    return root.getName().equals("OAI-PMH")
        ? root.getChildren().stream()
            .filter(child -> !Set.of("responseDate", "request", "error").contains(child.getName()))
            .findFirst()
        : Optional.empty();
  }

  private static List<Element> records(Element root, Optional<Element> body) {
    if (!root.getName().equals("OAI-PMH")) {
      return List.of(root);
    }
    return body.map(list -> Xml.children(list, "record")).orElse(List.of());
  }

  private static ProtocolError error(Element error) {
    return new ProtocolError(
        PlainText.quoted(error.getAttributeValue("code", "unknown")),
        error.getValue().isBlank() ? "" : PlainText.quoted(error.getValue()));
  }

  private static Optional<Resumption> resumption(Element element) {
    return Optional.of(element.getValue().strip())
        .filter(token -> !token.isEmpty())
        .map(
            token ->
                new Resumption(
                    token,
                    number(element, "cursor"),
                    number(element, "completeListSize"),
                    Xml.attribute(element, "expirationDate").flatMap(Moment::parse)));
  }

  private static OptionalLong number(Element element, String attribute) {
    return Xml.attribute(element, attribute)
        .filter(text -> text.matches("\\d{1,18}"))
        .map(text -> OptionalLong.of(Long.parseLong(text)))
        .orElseGet(OptionalLong::empty);
  }

  /// Reads an answer as a capture: its papers, none when nothing matched, or what went wrong.
  public static Reading read(Element root, CaptureContext context) {
    OaiAnswer answer = answer(root, context);
    Optional<ProtocolError> error =
        answer.errors().stream()
            .filter(each -> !each.code().equals(OaiAnswer.NO_RECORDS_MATCH))
            .findFirst();
    if (error.isPresent()) {
      return new Reading.Nothing(
          Reason.ERROR_ANSWER,
          "an OAI-PMH server answers: %s %s"
              .formatted(error.get().code(), error.get().message())
              .strip());
    }
    Optional<String> other = answer.verb().filter(verb -> !LISTS.contains(verb));
    if (other.isPresent()) {
      return new Reading.Nothing(
          Reason.NOT_A_PAPER,
          "an OAI-PMH answer to %s, which has no papers".formatted(PlainText.fold(other.get())));
    }
    return new Reading.Papers(answer.parsed());
  }

  private static final class Harvest {
    private final CaptureContext context;
    private final Optional<Instant> observedAt;
    private final List<Item> items = new ArrayList<>();
    private final List<Deleted> deleted = new ArrayList<>();

    Harvest(CaptureContext context, Optional<Instant> observedAt) {
      this.context = context;
      this.observedAt = observedAt;
    }

    void take(Element record) {
      Optional<Element> header = Xml.child(record, "header");
      if (header.filter(this::isNotedAsDeleted).isEmpty()) {
        items.add(item(items.size() + 1, record, header));
      }
    }

    void noteDeletion(Element header) {
      isNotedAsDeleted(header);
    }

    private boolean isNotedAsDeleted(Element header) {
      if (!"deleted".equals(header.getAttributeValue("status"))) {
        return false;
      }
      deleted.add(
          new Deleted(
              Xml.text(header, "identifier").map(String::strip).orElse(""),
              Xml.text(header, "datestamp").map(String::strip)));
      return true;
    }

    private Item item(int at, Element record, Optional<Element> header) {
      Raw raw = SafeXml.raw(record);
      Optional<Element> metadata = metadata(record);
      if (metadata.isEmpty()) {
        return Entry.at(at, raw).reject(Reason.NOT_A_PAPER, "a record without metadata");
      }
      Optional<String> identifier =
          header.flatMap(h -> Xml.text(h, "identifier")).map(String::strip);
      SourceName source = context.source().orElseGet(() -> source(identifier, metadata.get()));
      return switch (metadata.get().getName()) {
        case "arXiv", "arXivRaw" -> ArxivMetadata.read(at, metadata.get(), raw, source, observedAt);
        case "dc" -> DublinCore.read(at, metadata.get(), raw, source, identifier, observedAt);
        case "record" -> Marc.read(at, metadata.get(), raw, source, identifier, observedAt);
        default ->
            Entry.at(at, raw)
                .reject(
                    Reason.NOT_A_PAPER,
                    "metadata as %s, which nobody here reads"
                        .formatted(PlainText.fold(metadata.get().getName())));
      };
    }

    private static Optional<Element> metadata(Element record) {
      return switch (record.getName()) {
        case "record" ->
            Xml.child(record, "metadata").flatMap(m -> m.getChildren().stream().findFirst());
        case "metadata" -> record.getChildren().stream().findFirst();
        default -> Optional.of(record);
      };
    }

    /// The name of the repository in an identifier, as the name of a source.
    private static SourceName source(Optional<String> identifier, Element metadata) {
      if (ArxivMetadata.recognises(metadata)) {
        return ArxivMetadata.SOURCE;
      }
      return identifier
          .map(id -> id.split(":", 3))
          .filter(parts -> parts.length == 3 && parts[0].equals("oai"))
          .flatMap(parts -> SourceName.ofHost(parts[1]))
          .orElse(SourceName.UNKNOWN);
    }
  }
}
