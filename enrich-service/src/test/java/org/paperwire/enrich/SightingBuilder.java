package org.paperwire.enrich;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.paperwire.avro.Author;
import org.paperwire.avro.PaperSighted;
import org.paperwire.avro.Parser;
import org.paperwire.bibliography.Fingerprint;

/// A sighting with good defaults, for tests: `sighting("arxiv:2401.00001").titled("A title")`.
public final class SightingBuilder {

  private final String recordKey;
  private String source = "huggingface";
  private @Nullable String sourceId;
  private @Nullable String list = "list-a";
  private @Nullable Integer position = 0;
  private String title = "A paper";
  private @Nullable String abstractText;
  private final List<Author> authors = new ArrayList<>();
  private @Nullable Integer authorCount;
  private @Nullable String organisation;
  private @Nullable String publishedAt;
  private @Nullable String listedAt;
  private @Nullable String venue;
  private @Nullable Integer year;
  private @Nullable Integer version;
  private final Map<String, List<String>> identifiers = new HashMap<>();
  private List<String> categories = List.of();
  private List<String> keywords = List.of();
  private List<String> links = List.of();
  private @Nullable String note;
  private @Nullable String withdrawn;
  private @Nullable Instant observedAt;
  private Instant receivedAt = Instant.parse("2026-01-01T00:00:00Z");

  private SightingBuilder(String recordKey) {
    this.recordKey = recordKey;
    String namespace = recordKey.substring(0, recordKey.indexOf(':'));
    if (namespace.equals("arxiv") || namespace.equals("doi")) {
      identifiers.put(namespace, List.of(recordKey.substring(namespace.length() + 1)));
    }
  }

  public static SightingBuilder sighting(String recordKey) {
    return new SightingBuilder(recordKey);
  }

  public SightingBuilder by(String source) {
    this.source = source;
    return this;
  }

  /// Under the source's own id.
  public SightingBuilder as(String sourceId) {
    this.sourceId = sourceId;
    this.list = null;
    this.position = null;
    return this;
  }

  /// At a place in a list.
  public SightingBuilder in(String list, int position) {
    this.list = list;
    this.position = position;
    return this;
  }

  public SightingBuilder titled(String title) {
    this.title = title;
    return this;
  }

  public SightingBuilder abstracted(String abstractText) {
    this.abstractText = abstractText;
    return this;
  }

  public SightingBuilder written(String... authors) {
    Arrays.stream(authors).forEach(name -> this.authors.add(new Author(name, null)));
    return this;
  }

  public SightingBuilder countingAuthors(int authorCount) {
    this.authorCount = authorCount;
    return this;
  }

  public SightingBuilder from(String organisation) {
    this.organisation = organisation;
    return this;
  }

  public SightingBuilder published(String date) {
    this.publishedAt = date;
    return this;
  }

  public SightingBuilder listed(String day) {
    this.listedAt = day;
    return this;
  }

  public SightingBuilder at(String venue, @Nullable Integer year) {
    this.venue = venue;
    this.year = year;
    return this;
  }

  public SightingBuilder version(int version) {
    this.version = version;
    return this;
  }

  public SightingBuilder identified(String namespace, String... values) {
    identifiers.put(namespace, List.of(values));
    return this;
  }

  public SightingBuilder classed(String... categories) {
    this.categories = List.of(categories);
    return this;
  }

  public SightingBuilder keywords(String... keywords) {
    this.keywords = List.of(keywords);
    return this;
  }

  public SightingBuilder linking(String... links) {
    this.links = List.of(links);
    return this;
  }

  public SightingBuilder noting(String note) {
    this.note = note;
    return this;
  }

  public SightingBuilder withdrawn(String reason) {
    this.withdrawn = reason;
    return this;
  }

  public SightingBuilder observed(String instant) {
    this.observedAt = Instant.parse(instant);
    return this;
  }

  public SightingBuilder received(String instant) {
    this.receivedAt = Instant.parse(instant);
    return this;
  }

  public PaperSighted build() {
    return PaperSighted.newBuilder()
        .setSightingId(id())
        .setRecordKey(recordKey)
        .setSource(source)
        .setSourceId(sourceId)
        .setList(list)
        .setListName(list)
        .setPosition(position)
        .setBatchId("batch")
        .setTitle(title)
        .setAbstract$(abstractText)
        .setAuthors(authors)
        .setAuthorCount(authorCount)
        .setOrganisation(organisation)
        .setPublishedAt(publishedAt)
        .setListedAt(listedAt)
        .setVenue(venue)
        .setYear(year)
        .setVersion(version)
        .setIdentifiers(identifiers)
        .setCategories(categories)
        .setKeywords(keywords)
        .setLinks(links)
        .setNote(note)
        .setWithdrawn(withdrawn)
        .setObservedAt(observedAt)
        .setReceivedAt(receivedAt)
        .setRaw(ByteBuffer.wrap(title.getBytes(StandardCharsets.UTF_8)))
        .setRawType("text/plain")
        .setParser(new Parser("test", 1))
        .build();
  }

  private String id() {
    return new Fingerprint()
        .with(source)
        .with(Optional.ofNullable(sourceId))
        .with(Optional.ofNullable(list))
        .with(Optional.ofNullable(position))
        .with(title)
        .with(Optional.ofNullable(abstractText))
        .with(authors)
        .with(Optional.ofNullable(authorCount))
        .with(Optional.ofNullable(organisation))
        .with(Optional.ofNullable(publishedAt))
        .with(Optional.ofNullable(listedAt))
        .with(Optional.ofNullable(venue))
        .with(Optional.ofNullable(year))
        .with(Optional.ofNullable(version))
        .with(identifiers.toString())
        .with(categories)
        .with(keywords)
        .with(links)
        .with(Optional.ofNullable(note))
        .with(Optional.ofNullable(withdrawn))
        .base32(26);
  }
}
