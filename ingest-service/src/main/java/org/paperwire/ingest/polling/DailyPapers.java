package org.paperwire.ingest.polling;

import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.paperwire.bibliography.SourceName;

/// Hugging Face's daily papers, day by day: today's list again and again as it grows, and each day
/// once more after its end. An answer holds 50 papers; a longer day has further pages.
///
/// A weekday without papers is stale from the evening on: each of the 292 weekdays that were
/// recorded from 2024 to 2026 had some.
///
/// @param site without a slash at its end
/// @param every how often today's list is asked for
/// @param catchUpDays how many days back are asked for that nobody has asked for yet
public record DailyPapers(
    URI site, SourceName source, Provider provider, Duration every, int catchUpDays)
    implements Poller {

  static final int PAGE = 50;

  /// A thousand papers on one day are no list any more.
  private static final int PAGES_MAX = 20;

  /// How long after its end a day is asked for the last time.
  private static final Duration SETTLES = Duration.ofHours(1);

  /// When a weekday that still has no papers is no longer just early.
  private static final Duration LISTED_BY = Duration.ofHours(20);

  @Override
  public String name() {
    return "huggingface";
  }

  @Override
  public String address() {
    return site + "/api/daily_papers";
  }

  @Override
  public Plan plan(Cursor cursor, Instant now) {
    LocalDate day = day(cursor, now);
    if (cursor.place().isWithinList()) {
      return ask(cursor.place().pendingDay().orElse(day), page(cursor));
    }
    boolean wasAsked = cursor.place().pendingDay().filter(day::equals).isPresent();
    Instant due = cursor.answeredAt().filter(_ -> wasAsked).map(at -> at.plus(every)).orElse(now);
    return isOver(day, now) || !now.isBefore(due) ? ask(day, 0) : new Plan.Rest(due);
  }

  private Plan ask(LocalDate day, int page) {
    return new Plan.Ask(
        new Question(
            URI.create(address() + "?date=" + day + "&limit=" + PAGE + "&p=" + page), false));
  }

  /// The first day that is not taken.
  private LocalDate day(Cursor cursor, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    LocalDate earliest = today.minusDays(catchUpDays);
    LocalDate next = cursor.place().day().map(taken -> taken.plusDays(1)).orElse(earliest);
    if (next.isAfter(today)) {
      return today;
    }
    return next.isBefore(earliest) ? earliest : next;
  }

  private static int page(Cursor cursor) {
    return cursor.place().next().map(Integer::parseInt).orElse(0);
  }

  private static boolean isOver(LocalDate day, Instant now) {
    return !now.isBefore(start(day.plusDays(1)).plus(SETTLES));
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  @Override
  public Step after(Cursor cursor, ListHead.Whole head, Instant askedAt) {
    LocalDate day =
        cursor
            .place()
            .pendingDay()
            .filter(_ -> cursor.place().isWithinList())
            .orElseGet(() -> day(cursor, askedAt));
    int page = page(cursor);
    if (head.things() >= PAGE && page + 1 < PAGES_MAX) {
      return new Step.To(cursor.place().goesOn(day, Integer.toString(page + 1)));
    }
    return new Step.To(isOver(day, askedAt) ? Place.after(day) : cursor.place().listed(day));
  }

  @Override
  public Standing judge(Cursor cursor, int things, Instant now) {
    LocalDate day = day(cursor, now);
    Instant staleAt = start(weekdayAfter(LocalDate.ofInstant(now, ZoneOffset.UTC))).plus(LISTED_BY);
    if (cursor.place().isWithinList() || isOver(day, now)) {
      return Standing.of(State.CATCHING_UP, "at the list of " + day, staleAt);
    }
    if (cursor.taken().size() > 0) {
      return Standing.of(State.FRESH, "the list of " + day, staleAt);
    }
    return isWeekday(day) && !now.isBefore(start(day).plus(LISTED_BY))
        ? Standing.of(State.STALE, "no paper is listed for " + day + ", a weekday", staleAt)
        : Standing.of(State.QUIET, "no paper is listed for " + day + " yet", staleAt);
  }

  private static LocalDate weekdayAfter(LocalDate day) {
    LocalDate next = day.plusDays(1);
    while (!isWeekday(next)) {
      next = next.plusDays(1);
    }
    return next;
  }

  private static boolean isWeekday(LocalDate day) {
    return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
  }
}
