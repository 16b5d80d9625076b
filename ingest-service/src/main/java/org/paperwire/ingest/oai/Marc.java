package org.paperwire.ingest.oai;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdom2.Element;
import org.paperwire.bibliography.SourceName;
import org.paperwire.ingest.Entry;
import org.paperwire.ingest.Item;
import org.paperwire.ingest.Parser;
import org.paperwire.ingest.PersonName;
import org.paperwire.ingest.Raw;
import org.paperwire.ingest.xml.Xml;

/// MARC 21 as XML (loc.gov/standards/marcxml), as libraries of physics have it: 245 title, 100 and
/// 700 authors, 110 and 710 collaborations, 520 abstract, 024 and 037 identifiers, 260 and 269
/// dates, 650 and 653 subjects, 773 where it was published, 856 addresses.
final class Marc {

  private static final Parser PARSER = new Parser("oai-marc", 1);

  private final Element record;

  private Marc(Element record) {
    this.record = record;
  }

  static Item read(
      int at,
      Element record,
      Raw raw,
      SourceName source,
      Optional<String> identifier,
      Optional<Instant> observedAt) {
    return new Marc(record).item(Entry.at(at, raw), source, identifier, observedAt);
  }

  private Item item(
      Entry entry, SourceName source, Optional<String> identifier, Optional<Instant> observedAt) {
    entry
        .title(
            Optional.of(
                Stream.concat(all("245", "a"), all("245", "b")).collect(Collectors.joining(": "))))
        .abstractText(all("520", "a").findFirst())
        .venue(all("773", "p").findFirst())
        .year(year());
    fields("100", "700")
        .forEach(
            field ->
                subfields(field, "a")
                    .findFirst()
                    .ifPresent(
                        name ->
                            entry.author(
                                Optional.of(PersonName.givenFirst(name)),
                                subfields(field, "u").findFirst())));
    Stream.concat(all("110", "a"), all("710", "g")).forEach(entry::author);
    all("653", "a").forEach(keyword -> entry.keyword(Optional.of(keyword)));
    all("650", "a").forEach(subject -> entry.category(Optional.of(subject)));
    all("856", "u").forEach(address -> entry.link(Optional.of(address)));
    all("088", "a").findFirst().ifPresent(report -> entry.note(Optional.of(report)));
    Stream.concat(all("024", "a"), all("037", "a")).forEach(entry::named);
    return entry.known(source, identifier, observedAt, PARSER);
  }

  private OptionalLong year() {
    return Stream.of(all("260", "c"), all("773", "y"), all("269", "c"))
        .flatMap(texts -> texts)
        .flatMap(text -> Stream.of(text.split("\\D+")))
        .filter(digits -> digits.length() == 4)
        .map(digits -> OptionalLong.of(Long.parseLong(digits)))
        .findFirst()
        .orElseGet(OptionalLong::empty);
  }

  private Stream<String> all(String tag, String code) {
    return fields(tag).flatMap(field -> subfields(field, code));
  }

  private Stream<Element> fields(String... tags) {
    return Xml.children(record, "datafield").stream()
        .filter(field -> Xml.attribute(field, "tag").filter(List.of(tags)::contains).isPresent());
  }

  private static Stream<String> subfields(Element field, String code) {
    return Xml.children(field, "subfield").stream()
        .filter(subfield -> code.equals(subfield.getAttributeValue("code")))
        .map(Element::getValue)
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }
}
