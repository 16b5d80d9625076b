package org.paperwire.ingest.huggingface;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.paperwire.bibliography.PartialDate;
import org.paperwire.ingest.Format;
import org.paperwire.ingest.Item;
import org.paperwire.ingest.Moment;
import org.paperwire.ingest.Parsed;
import org.paperwire.ingest.captures.CaptureContext;
import org.paperwire.ingest.captures.DailyPapersPage;
import org.paperwire.ingest.json.JsonSlice;

/// Answers of `/api/daily_papers`, `/api/papers/search` and `/api/papers/{id}`, and what people
/// wrap around them when they record them:
///
/// ```
/// [ entry, … ]                                    the API
/// entry                                           one of them, or one a line
/// {"dailyPapers": [ entry, … ], "dateString": …}  the page's properties
/// {"date": …, "response": [ entry, … ]}           a day, recorded
/// {"date": …, "data": [ entry, … ]}               the same
/// ```
///
/// A pure function; every entry is a sighting or a reject. An entry that is a text (one recorder
/// stored what Python prints of an object) is refused as that.
public final class DailyPapersApi {

  /// Where the entries are in a document that has them in a field.
  private static final List<String> LISTS = List.of("dailyPapers", "response", "data");

  private static final Set<String> ONLY_HERE =
      Set.of("upvotes", "discussionId", "submittedOnDailyAt", "submittedOnDailyBy");

  private DailyPapersApi() {}

  /// Whether a document is such an answer: an entry of it has its paper in an envelope, or is a
  /// paper that can be voted for. An empty array is any list's answer.
  public static boolean recognises(JsonSlice document) {
    return entries(document).stream().anyMatch(DailyPapersApi::isEntry);
  }

  private static boolean isEntry(JsonSlice entry) {
    return entry.field("paper").filter(JsonSlice::isObject).isPresent()
        || isPaper(entry)
        || entry.text().filter(text -> text.startsWith("{'paper': {")).isPresent();
  }

  private static boolean isPaper(JsonSlice object) {
    Set<String> names = object.fields().keySet();
    return names.contains("id")
        && names.contains("title")
        && names.stream().anyMatch(ONLY_HERE::contains);
  }

  private static List<JsonSlice> entries(JsonSlice document) {
    if (document.isArray()) {
      return document.elements();
    }
    if (isEntry(document)) {
      return List.of(document);
    }
    return LISTS.stream()
        .flatMap(list -> document.field(list).stream())
        .findFirst()
        .map(JsonSlice::elements)
        .orElse(List.of());
  }

  /// Reads an answer.
  public static Parsed parse(JsonSlice document, CaptureContext context) {
    return Parsed.of(
        Format.DAILY_PAPERS_API,
        context.source().orElse(DailyPapersPage.SOURCE),
        items(document, context));
  }

  private static List<Item> items(JsonSlice document, CaptureContext context) {
    Optional<String> day =
        document.field("date").or(() -> document.field("dateString")).flatMap(JsonSlice::text);
    Optional<Instant> observedAt = context.capturedAt().or(() -> day.flatMap(Moment::parse));
    var reader =
        new DailyPapersEntry(
            context.source().orElse(DailyPapersPage.SOURCE),
            day.flatMap(PartialDate::parse).filter(date -> date.iso().length() == 10),
            observedAt);
    return reader.readAll(entries(document));
  }
}
