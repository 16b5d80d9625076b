package org.paperwire.enrich.matching;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.paperwire.bibliography.Fingerprint;
import org.paperwire.bibliography.PartialDate;
import org.paperwire.bibliography.RecordKey;
import org.paperwire.bibliography.Wording;
import org.paperwire.enrich.records.Author;
import org.paperwire.enrich.records.Content;
import org.paperwire.enrich.records.Statement;
import org.paperwire.enrich.records.WorkRecord;

/// Reads the features of a record.
final class Reading {

  /// What of a title or an abstract is looked at.
  private static final int TITLE_CHARACTERS_MAX = 1_000;

  private static final int ABSTRACT_CHARACTERS_MAX = 4_000;

  private final WorkRecord record;

  Reading(WorkRecord record) {
    this.record = record;
  }

  Features features(RecordKey key) {
    String written = first(content -> Optional.of(content.title())).orElse("");
    List<String> named =
        Names.of(
            first(content -> Optional.of(content.authors()).filter(list -> !list.isEmpty()))
                .orElse(List.of())
                .stream()
                .map(Author::name)
                .toList());
    Optional<Integer> year =
        first(content -> content.year().or(() -> content.publishedAt().map(PartialDate::year)));
    String venue = venue(first(Content::venue).orElse(""));
    GluedTitle glued =
        GluedTitle.of(
            Wording.legible(start(written, TITLE_CHARACTERS_MAX)),
            named.isEmpty(),
            true,
            year.isEmpty());
    List<String> authors = named.isEmpty() ? Names.of(glued.authors()) : named;
    return new Features(
        key,
        start(Wording.of(glued.title()), Features.TITLE_MAX),
        start(Wording.of(glued.rest()), Features.REST_MAX),
        authors.stream().limit(Features.AUTHORS_MAX).toList(),
        authors.isEmpty() ? first(Content::authorCount).orElse(0) : authors.size(),
        year.or(glued::year),
        start(
            venue.isEmpty() ? glued.venue().map(Reading::venue).orElse("") : venue,
            Features.VENUE_MAX),
        Sketch.of(
            Wording.of(start(first(Content::abstractText).orElse(""), ABSTRACT_CHARACTERS_MAX))),
        FoundIdentifiers.in(record),
        places());
  }

  private static String venue(String written) {
    return Venue.withoutFilling(Wording.of(start(written, TITLE_CHARACTERS_MAX)));
  }

  /// What the strongest statement says that says anything.
  private <T> Optional<T> first(Function<Content, Optional<T>> field) {
    return record.statements().stream()
        .flatMap(statement -> field.apply(statement.content()).stream())
        .findFirst();
  }

  private List<String> places() {
    var places = new TreeSet<String>();
    for (Statement statement : record.statements()) {
      if (statement.origin().sourceId().isEmpty()) {
        statement
            .origin()
            .list()
            .ifPresent(
                list ->
                    places.add(
                        new Fingerprint()
                            .with(statement.origin().source().value())
                            .with(list)
                            .base32(8)));
      }
    }
    return places.stream().limit(Features.PLACES_MAX).toList();
  }

  private static String start(String text, int charactersMax) {
    if (text.length() <= charactersMax) {
      return text;
    }
    int end =
        Character.isHighSurrogate(text.charAt(charactersMax - 1))
            ? charactersMax - 1
            : charactersMax;
    return text.substring(0, end).strip();
  }
}
