package org.paperwire.ingest.polling;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.paperwire.bibliography.SourceName;

/// Any feed that somebody configured.
///
/// @param every how often it is asked
/// @param staleAfter how long it may say nothing new
public record WebFeed(
    SourceName source, URI feed, Provider provider, Duration every, Duration staleAfter)
    implements Poller {

  @Override
  public String name() {
    return "feed:" + source.value();
  }

  @Override
  public String address() {
    return feed.toString();
  }

  @Override
  public Plan plan(Cursor cursor, Instant now) {
    Instant due = cursor.answeredAt().map(at -> at.plus(every)).orElse(now);
    return now.isBefore(due)
        ? new Plan.Rest(due)
        : new Plan.Ask(new Question(feed, cursor.answers() > 0));
  }

  @Override
  public Step after(Cursor cursor, ListHead.Whole head, Instant askedAt) {
    return new Step.To(Place.START);
  }

  @Override
  public Standing judge(Cursor cursor, int things, Instant now) {
    Instant lastNews = cursor.newAt().orElse(now);
    Instant staleAt = lastNews.plus(staleAfter);
    if (!now.isBefore(staleAt)) {
      return Standing.of(State.STALE, "nothing new since " + lastNews, staleAt);
    }
    return cursor.newAt().equals(cursor.answeredAt())
        ? Standing.of(State.FRESH, "it said something new", staleAt)
        : Standing.of(State.QUIET, "nothing new since " + lastNews, staleAt);
  }
}
