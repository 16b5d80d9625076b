package org.paperwire.ingest.papers;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.paperwire.bibliography.ArxivId;
import org.paperwire.bibliography.Identifiers;
import org.paperwire.bibliography.Identifiers.Identifier;
import org.paperwire.bibliography.PartialDate;
import org.paperwire.bibliography.SourceName;
import org.paperwire.ingest.Author;
import org.paperwire.ingest.Limits;
import org.paperwire.ingest.Moment;
import org.paperwire.ingest.Origin;
import org.paperwire.ingest.Raw;
import org.paperwire.ingest.Reason;
import org.paperwire.ingest.Sighting;
import org.paperwire.ingest.Statement;
import org.paperwire.ingest.WebAddress;

/// The fields of one object, as they turn up.
final class PaperFields {

  private static final int YEAR_MIN = 1000;
  private static final int YEAR_MAX = 2999;

  private Optional<String> title = Optional.empty();
  private Optional<String> abstractText = Optional.empty();
  private List<Author> authors = List.of();
  private Optional<PartialDate> publishedAt = Optional.empty();
  private Optional<Instant> observedAt = Optional.empty();
  private OptionalInt year = OptionalInt.empty();
  private Optional<String> venue = Optional.empty();
  private final List<Identifier> identifiers = new ArrayList<>();
  private OptionalInt version = OptionalInt.empty();
  private List<String> categories = List.of();
  private List<String> links = List.of();
  private Optional<SourceName> source = Optional.empty();
  private Optional<String> sourceId = Optional.empty();

  Optional<String> title() {
    return title;
  }

  void read(String field, Values value) throws IOException, Refused {
    switch (field) {
      case "title" -> title = value.text(field, Limits.TITLE_CHARACTERS_MAX);
      case "abstract" -> abstractText = value.text(field, Limits.ABSTRACT_CHARACTERS_MAX);
      case "authors" -> authors = value.authors();
      case "publishedAt" -> publishedAt = date(field, value);
      case "observedAt" -> observedAt = instant(field, value);
      case "year" -> year = value.number(field, YEAR_MIN, YEAR_MAX);
      case "venue" -> venue = value.text(field, Limits.TEXT_CHARACTERS_MAX);
      case "identifiers" -> readIdentifiers(value);
      case "categories" ->
          categories = value.texts(field, Limits.TEXT_CHARACTERS_MAX, Limits.LIST_ENTRIES_MAX);
      case "links" -> links = links(value);
      case "source" -> source = source(value);
      case "sourceId" -> sourceId = value.textOrNumber(field, Limits.SOURCE_ID_CHARACTERS_MAX);
      case "paper" -> refuseAnEnvelope(value);
      default -> value.json().skipChildren();
    }
  }

  /// An object with the paper inside of another is what an API answers, not a paper: its title
  /// would be taken, and its identifiers lost for ever.
  private static void refuseAnEnvelope(Values value) throws IOException, Refused {
    if (value.json().currentToken() == JsonToken.START_OBJECT) {
      throw new Refused(Reason.NOT_A_PAPER, "an object with the paper in its field \"paper\"");
    }
    value.json().skipChildren();
  }

  private static Optional<PartialDate> date(String field, Values value)
      throws IOException, Refused {
    Optional<String> text = value.textOrNumber(field, Limits.TEXT_CHARACTERS_MAX);
    Optional<PartialDate> date = text.flatMap(PartialDate::parse);
    if (text.isPresent() && date.isEmpty()) {
      throw new Refused(
          Reason.DATE_MALFORMED, field + " is expected as YYYY, YYYY-MM or YYYY-MM-DD");
    }
    return date;
  }

  private static Optional<Instant> instant(String field, Values value) throws IOException, Refused {
    Optional<String> text = value.text(field, Limits.TEXT_CHARACTERS_MAX);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Optional<Instant> time = Moment.parse(text.get());
    if (time.isEmpty()) {
      throw new Refused(Reason.DATE_MALFORMED, field + " is expected as " + Moment.EXPECTED);
    }
    return time;
  }

  private void readIdentifiers(Values value) throws IOException, Refused {
    if (value.json().currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    if (value.json().currentToken() != JsonToken.START_OBJECT) {
      throw Refused.wrongType("identifiers", "an object of namespaces");
    }
    while (value.json().nextToken() == JsonToken.FIELD_NAME) {
      String namespace = value.json().currentName().toLowerCase(Locale.ROOT);
      value.json().nextToken();
      if (!Identifiers.NAMESPACES.contains(namespace)) {
        value.json().skipChildren();
        continue;
      }
      for (String id : value.oneOrMore("identifiers." + namespace, Limits.TEXT_CHARACTERS_MAX)) {
        identifiers.add(identifier(namespace, id));
      }
    }
  }

  private Identifier identifier(String namespace, String id) throws Refused {
    if (namespace.equals("arxiv")) {
      ArxivId.parse(id).ifPresent(written -> version = newer(version, written.version()));
    }
    return Identifiers.read(namespace, id)
        .orElseThrow(
            () ->
                new Refused(
                    Reason.IDENTIFIER_MALFORMED,
                    "identifiers.%s is no %1$s id".formatted(namespace)));
  }

  private static OptionalInt newer(OptionalInt one, OptionalInt other) {
    return one.orElse(0) >= other.orElse(0) ? one : other;
  }

  private static List<String> links(Values value) throws IOException, Refused {
    List<String> links = value.texts("links", Limits.LINK_CHARACTERS_MAX, Limits.LIST_ENTRIES_MAX);
    for (String link : links) {
      if (!WebAddress.isOne(link)) {
        throw new Refused(Reason.LINK_MALFORMED, "links are http or https addresses");
      }
    }
    return links;
  }

  private static Optional<SourceName> source(Values value) throws IOException, Refused {
    Optional<String> text = value.text("source", Limits.TEXT_CHARACTERS_MAX);
    Optional<SourceName> name = text.flatMap(SourceName::parse);
    if (text.isPresent() && name.isEmpty()) {
      throw new Refused(
          Reason.SOURCE_MALFORMED,
          "source is expected as [a-z][a-z0-9-]*, and not the name of an identifier namespace");
    }
    return name;
  }

  Sighting sighting(SourceName unnamed, Raw raw) throws Refused {
    if (title.isEmpty()) {
      throw new Refused(Reason.TITLE_MISSING, "title is missing or blank");
    }
    Statement statement =
        Statement.titled(title.get())
            .identifiers(Identifiers.of(identifiers))
            .abstractText(abstractText)
            .authors(authors)
            .publishedAt(publishedAt)
            .year(year)
            .venue(venue)
            .version(version)
            .categories(categories)
            .links(links)
            .done();
    SourceName speaker = source.orElse(unnamed);
    Origin origin =
        sourceId
            .<Origin>map(id -> new Origin.Native(speaker, id))
            .orElseGet(() -> new Origin.Listed(speaker, statement.digest(), 0));
    return new Sighting(origin, statement, observedAt, Optional.of(raw), PaperReader.PARSER);
  }

  @Override
  public String toString() {
    return title.orElse("(no title yet)") + sourceId.map(id -> " " + id).orElse("");
  }
}
