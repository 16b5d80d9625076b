package org.paperwire.query;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.paperwire.avro.Author;
import org.paperwire.avro.Evidence;
import org.paperwire.avro.Paper;
import org.paperwire.avro.SightingRef;
import org.paperwire.avro.Tag;
import org.paperwire.bibliography.PaperId;
import org.paperwire.bibliography.RecordKey;
import org.paperwire.serdes.StoreSerde;

/// Values of `papers.v1` as a person would speak of them:
/// `paper("arxiv:2409.02877").titled("Attention, again")`.
public final class PaperBuilder {

  public static final Instant SEEN = Instant.parse("2026-01-02T03:04:05Z");

  static {
    // Avro makes only records that somebody vouches for; the serdes do.
    StoreSerde.of(Paper.class);
  }

  private final RecordKey key;
  private final Map<String, List<String>> identifiers = new TreeMap<>();
  private final List<Author> authors = new ArrayList<>();
  private final List<Tag> tags = new ArrayList<>();
  private final List<SightingRef> sightings = new ArrayList<>();
  private final List<String> categories = new ArrayList<>();
  private String title;
  private @Nullable String abstractText = "We look again at what attention attends to.";
  private @Nullable String publishedAt;
  private @Nullable String listedAt;
  private @Nullable String mergedInto;
  private @Nullable Long comments;
  private @Nullable Long upvotes;
  private Instant firstSeen = SEEN;
  private long revision = 1;
  private List<String> records;

  private PaperBuilder(RecordKey key) {
    this.key = key;
    this.title = "On " + key.value();
    this.records = List.of(key.value());
    String namespace = key.namespace();
    if (!namespace.equals("text")) {
      identifiers.put(namespace, List.of(key.value().substring(namespace.length() + 1)));
    }
  }

  public static PaperBuilder paper(String recordKey) {
    return new PaperBuilder(new RecordKey(recordKey));
  }

  public static String idOf(String recordKey) {
    return PaperId.of(new RecordKey(recordKey)).value();
  }

  public PaperBuilder titled(String title) {
    this.title = title;
    return this;
  }

  public PaperBuilder saying(@Nullable String abstractText) {
    this.abstractText = abstractText;
    return this;
  }

  public PaperBuilder by(String... names) {
    for (String name : names) {
      authors.add(Author.newBuilder().setName(name).build());
    }
    return this;
  }

  public PaperBuilder published(String date) {
    this.publishedAt = date;
    return this;
  }

  public PaperBuilder listed(String day) {
    this.listedAt = LocalDate.parse(day).toString();
    return this;
  }

  public PaperBuilder tagged(String... names) {
    for (String name : names) {
      tags.add(
          Tag.newBuilder()
              .setTag(name)
              .setLabel(name.replace('-', ' '))
              .setOrigin("vocabulary")
              .setRulesVersion("1")
              .setEvidence(
                  List.of(
                      Evidence.newBuilder()
                          .setField("title")
                          .setText(name)
                          .setStart(0)
                          .setEnd(name.length())
                          .build()))
              .build());
    }
    return this;
  }

  public PaperBuilder in(String category) {
    categories.add(category);
    return this;
  }

  public PaperBuilder seenAt(String source, @Nullable String sourceId) {
    sightings.add(
        SightingRef.newBuilder()
            .setSightingId("s" + sightings.size())
            .setRecordKey(key.value())
            .setSource(source)
            .setSourceId(sourceId)
            .setPosition(sightings.size())
            .setObservedAt(Instant.parse("2025-10-30T00:00:00Z"))
            .build());
    return this;
  }

  public PaperBuilder identified(String namespace, String value) {
    identifiers.put(namespace, List.of(value));
    return this;
  }

  public PaperBuilder comments(long count) {
    this.comments = count;
    return this;
  }

  public PaperBuilder upvotes(long count) {
    this.upvotes = count;
    return this;
  }

  public PaperBuilder revision(long revision) {
    this.revision = revision;
    return this;
  }

  public PaperBuilder firstSeen(Instant at) {
    this.firstSeen = at;
    return this;
  }

  public PaperBuilder withRecords(String... recordKeys) {
    this.records = List.of(recordKeys);
    return this;
  }

  public PaperBuilder mergedInto(String recordKey) {
    this.mergedInto = idOf(recordKey);
    return this;
  }

  public String id() {
    return PaperId.of(key).value();
  }

  public Paper build() {
    return Paper.newBuilder()
        .setPaperId(id())
        .setRevision(revision)
        .setTitle(title)
        .setAbstract$(abstractText)
        .setAuthors(authors)
        .setPublishedAt(publishedAt)
        .setListedAt(listedAt)
        .setFirstSeenAt(firstSeen)
        .setIdentifiers(identifiers)
        .setCategories(categories)
        .setTags(tags)
        .setComments(comments)
        .setUpvotes(upvotes)
        .setMergedInto(mergedInto)
        .setRecordKeys(records)
        .setSightings(sightings)
        .build();
  }
}
