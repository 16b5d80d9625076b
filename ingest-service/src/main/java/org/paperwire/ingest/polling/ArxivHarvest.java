package org.paperwire.ingest.polling;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Set;
import org.paperwire.bibliography.SourceName;

/// What changed in one arXiv category since the harvest before, over OAI-PMH: catches up after days
/// on which nobody asked, and brings what feeds leave out (sixth versions, withdrawals, repaired
/// metadata). Once for each workday of arXiv, page by page.
///
/// The next harvest begins where the first page of this one was made (`responseDate`), and names no
/// end, as arXiv's guide for harvesters asks. A resumption token expires daily; then the harvest
/// begins again, and what it has said already is not published again.
///
/// @param repository its OAI-PMH address
/// @param catchUp how far back the first harvest goes
public record ArxivHarvest(
    String category,
    URI repository,
    SourceName source,
    Provider provider,
    ArxivCalendar calendar,
    Duration catchUp)
    implements Poller {

  /// Metadata are there two hours before; the feeds go first.
  static final LocalTime READY = LocalTime.of(0, 45);

  private static final Duration GRACE = Duration.ofDays(1);
  private static final Set<String> GROUPS =
      Set.of("cs", "econ", "eess", "math", "q-bio", "q-fin", "stat");

  @Override
  public String name() {
    return "arxiv-harvest:" + category;
  }

  @Override
  public String address() {
    return repository + "?set=" + set();
  }

  /// `cs:cs:CL`, `physics:hep-th`, `physics:astro-ph:GA`.
  private String set() {
    int dot = category.indexOf('.');
    String archive = dot < 0 ? category : category.substring(0, dot);
    String group = GROUPS.contains(archive) ? archive : "physics";
    return group + ":" + archive + (dot < 0 ? "" : ":" + category.substring(dot + 1));
  }

  @Override
  public Plan plan(Cursor cursor, Instant now) {
    if (cursor.place().next().isPresent()) {
      return ask("resumptionToken=" + encoded(cursor.place().next().get()));
    }
    Instant due = ArxivCalendar.at(ArxivCalendar.dueDay(now, READY), READY);
    if (cursor.answeredAt().filter(at -> !at.isBefore(due)).isPresent()
        && cursor.place().day().isPresent()) {
      return new Plan.Rest(ArxivCalendar.nextReady(now, READY));
    }
    LocalDate from =
        cursor
            .place()
            .day()
            .orElseGet(() -> LocalDate.ofInstant(now.minus(catchUp), ZoneOffset.UTC));
    return ask("metadataPrefix=arXivRaw&set=" + encoded(set()) + "&from=" + from);
  }

  private Plan ask(String query) {
    return new Plan.Ask(new Question(URI.create(repository + "?verb=ListRecords&" + query), false));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  @Override
  public Step after(Cursor cursor, ListHead.Whole head, Instant askedAt) {
    LocalDate made = LocalDate.ofInstant(head.dated().orElse(askedAt), ZoneOffset.UTC);
    LocalDate began = cursor.place().pendingDay().orElse(made);
    if (head.error().isPresent()) {
      return switch (head.error().get()) {
        case "noRecordsMatch" -> new Step.To(Place.after(began));
        case "badResumptionToken" ->
            new Step.StartOver(cursor.place().betweenLists(), "its resumption token expired");
        default -> new Step.Refused("OAI-PMH error " + head.error().get());
      };
    }
    if (head.next().isEmpty()) {
      return new Step.To(Place.after(began));
    }
    return head.next().equals(cursor.place().next())
        ? new Step.StartOver(cursor.place().betweenLists(), "its resumption token leads to itself")
        : new Step.To(cursor.place().goesOn(began, head.next().get()));
  }

  @Override
  public Standing judge(Cursor cursor, int things, Instant now) {
    Instant staleAt = calendar.nextExpected(now, READY).plus(GRACE);
    if (cursor.place().isWithinList()) {
      return Standing.of(
          State.CATCHING_UP, cursor.taking().size() + " records of this harvest so far", staleAt);
    }
    LocalDate through = cursor.place().day().orElse(LocalDate.EPOCH);
    if (through.isBefore(LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(1))) {
      return Standing.of(State.STALE, "its answers are of " + through, staleAt);
    }
    return cursor.taken().size() > 0
        ? Standing.of(State.FRESH, "harvested through " + through, staleAt)
        : Standing.of(State.QUIET, "nothing changed; harvested through " + through, staleAt);
  }
}
