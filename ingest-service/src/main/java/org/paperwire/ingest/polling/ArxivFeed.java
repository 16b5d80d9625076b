package org.paperwire.ingest.polling;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;
import org.paperwire.bibliography.SourceName;

/// The daily feed of one arXiv category: today's papers. Asked once for each day on which arXiv may
/// have a list, also when it turns out that the feed is still yesterday's; what is missed is
/// brought by [ArxivHarvest].
///
/// One category a feed: a feed holds 2,000 things, and of several categories together the new ones
/// would be cut off first.
///
/// @param category `cs.CL`, `hep-th`
/// @param feeds address of all feeds, without a slash at its end
public record ArxivFeed(
    String category, URI feeds, SourceName source, Provider provider, ArxivCalendar calendar)
    implements Poller {

  /// The feeds are made at midnight.
  static final LocalTime READY = LocalTime.of(0, 15);

  /// How late a list may be before whoever looks is told that it is.
  private static final Duration GRACE = Duration.ofHours(6);

  @Override
  public String name() {
    return "arxiv-feed:" + category;
  }

  @Override
  public String address() {
    return feeds + "/" + category;
  }

  @Override
  public Plan plan(Cursor cursor, Instant now) {
    LocalDate due = ArxivCalendar.dueDay(now, READY);
    boolean isTaken = cursor.place().day().filter(day -> !day.isBefore(due)).isPresent();
    boolean wasAsked =
        cursor.answeredAt().filter(at -> !at.isBefore(ArxivCalendar.at(due, READY))).isPresent();
    return isTaken || wasAsked
        ? new Plan.Rest(ArxivCalendar.nextReady(now, READY))
        : new Plan.Ask(new Question(URI.create(address()), true));
  }

  @Override
  public Step after(Cursor cursor, ListHead.Whole head, Instant askedAt) {
    return new Step.To(
        head.dated()
            .map(dated -> Place.after(LocalDate.ofInstant(dated, ArxivCalendar.EASTERN)))
            .orElse(cursor.place()));
  }

  @Override
  public Standing judge(Cursor cursor, int things, Instant now) {
    LocalDate due = ArxivCalendar.dueDay(now, READY);
    Instant staleAt = calendar.nextExpected(now, READY).plus(GRACE);
    Optional<LocalDate> day = cursor.place().day();
    if (day.filter(shown -> !shown.isBefore(due)).isPresent()) {
      return cursor.taken().size() > 0
          ? Standing.of(State.FRESH, "the list of " + day.get(), staleAt)
          : Standing.of(State.QUIET, "the list of " + day.get() + " is empty", staleAt);
    }
    String shows = day.map(shown -> "it shows that of " + shown).orElse("it shows no date");
    return calendar.expectsList(due)
        ? Standing.of(State.STALE, "the list of " + due + " is due, " + shows, staleAt)
        : Standing.of(State.QUIET, "a holiday of arXiv; " + shows, staleAt);
  }
}
