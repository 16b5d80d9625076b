package org.paperwire.query.feed;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerShutdownEvent;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.paperwire.platform.KafkaSettings;
import org.paperwire.platform.Position;
import org.paperwire.query.feed.FeedTrouble.Reason;
import org.paperwire.query.search.PaperSearch;
import org.paperwire.query.search.Refused;
import org.paperwire.query.search.Selection;
import org.paperwire.serdes.RegistrySerdes;

/// The feed, started with the process and stopped with it.
@Context
final class Feed implements ApplicationEventListener<ServerShutdownEvent> {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final FeedSettings settings;
  private final RecentChanges recent;
  private final Replays replays;
  private final Filters filters;
  private final Readers readers;
  private final ChangeTail tail;
  private final Thread following;

  Feed(
      FeedSettings settings,
      KafkaSettings kafka,
      RegistrySerdes serdes,
      ChangeForm form,
      PaperSearch search,
      MeterRegistry meters) {
    this.settings = settings;
    this.recent = new RecentChanges(settings.recentChanges(), settings.recentBytes());
    this.replays = new Replays(settings.replays(), () -> new ChangeReader(kafka, serdes, form));
    this.filters = new Filters(search::standing, settings.filters());
    Map<Readers.Cut, Counter> cut = new EnumMap<>(Readers.Cut.class);
    for (Readers.Cut why : Readers.Cut.values()) {
      cut.put(
          why,
          Counter.builder("paperwire.feed.cut")
              .description("Readers whose connection was ended, by reason")
              .tag("reason", why.name().toLowerCase(Locale.ROOT))
              .register(meters));
    }
    this.readers =
        new Readers(
            settings,
            recent,
            replays,
            filters,
            why -> Objects.requireNonNull(cut.get(why)).increment());
    this.tail =
        new ChangeTail(
            kafka, serdes, () -> search.view().status().enrichment(), form, recent, readers::moved);
    this.following = Thread.ofPlatform().daemon().name("feed-tail").unstarted(tail);
    Gauge.builder("paperwire.feed.readers", readers, Readers::count)
        .description("Readers connected")
        .register(meters);
    Gauge.builder("paperwire.feed.replays", replays, Replays::running)
        .description("Stretches being read for readers further back")
        .register(meters);
    Gauge.builder("paperwire.feed.lag", tail, ChangeTail::lag)
        .description("Changes not given to readers yet; -1 while unknown")
        .register(meters);
    FunctionCounter.builder("paperwire.feed.sent", readers, Readers::sent)
        .description("Changes given to readers")
        .register(meters);
  }

  @PostConstruct
  void start() {
    readers.start();
    following.start();
  }

  /// Streams end before the server closes their connections, so that readers see an end in order.
  @Override
  public void onApplicationEvent(ServerShutdownEvent event) {
    readers.close();
  }

  @PreDestroy
  void stop() {
    tail.stop();
    readers.close();
    replays.close();
    try {
      following.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  FeedSettings settings() {
    return settings;
  }

  /// The source position that a reader of everything so far has seen.
  Position position() {
    return recent.position();
  }

  /// Waits until that is `required`; answers whether it is.
  boolean await(Position required, Duration patience) throws InterruptedException {
    return recent.await(required, patience);
  }

  /// The place where a reader begins.
  FeedCursor place(FeedStart start) throws FeedTrouble {
    // Read before the broker is asked: what comes in between is given rather than left out.
    FeedCursor end = end();
    return switch (start) {
      case FeedStart.Latest() -> end;
      case FeedStart.Earliest() -> ask(source -> source.beginning(end));
      case FeedStart.Since(var time) -> ask(source -> source.since(time.toEpochMilli(), end));
      case FeedStart.Resumed(var cursor) -> checked(cursor, end);
    };
  }

  private FeedCursor end() throws FeedTrouble {
    if (readers.isClosed()) {
      throw new FeedTrouble(Reason.CLOSING);
    }
    return recent.end().orElseThrow(() -> new FeedTrouble(Reason.OPENING));
  }

  /// The place where a stream begins. One of another generation is taken as it is: the stream says
  /// first that it was reset.
  private FeedCursor streamPlace(FeedStart start) throws FeedTrouble {
    return start instanceof FeedStart.Resumed(var cursor)
            && end().feed().isOfAnotherGeneration(cursor.feed())
        ? cursor
        : place(start);
  }

  /// The cursor, if it is of this feed and of a place that exists.
  private FeedCursor checked(FeedCursor cursor, FeedCursor end) throws FeedTrouble {
    boolean isOfThisFeed =
        cursor.feed().equals(end.feed()) && cursor.offsets().size() == end.offsets().size();
    if (isOfThisFeed && end.covers(cursor) && recent.find(cursor).isPresent()) {
      return cursor;
    }
    FeedCursor beginning = ask(source -> source.beginning(end));
    boolean exists =
        isOfThisFeed
            && cursor.covers(beginning)
            && (end.covers(cursor) || ask(source -> source.end(end)).covers(cursor));
    if (!exists) {
      throw new FeedTrouble(Reason.CURSOR_GONE, Optional.of(beginning.token()));
    }
    return cursor;
  }

  /// Admits a reader.
  ///
  /// @param address it comes from
  /// @param disconnect ends its connection at once
  FeedStream stream(FeedStart start, Selection selection, String address, Runnable disconnect)
      throws FeedTrouble, Refused {
    FeedCursor place = streamPlace(start);
    Optional<Filter> filter = Optional.empty();
    if (!selection.equals(Selection.ALL)) {
      filter = filters.take(selection);
      if (filter.isEmpty()) {
        throw new FeedTrouble(Reason.TOO_MANY_FILTERS);
      }
    }
    Optional<Reader> reader = readers.admit(address, place, filter, disconnect);
    if (reader.isEmpty()) {
      filter.ifPresent(filters::giveBack);
      throw new FeedTrouble(Reason.TOO_MANY_READERS);
    }
    return new FeedStream(readers, reader.get());
  }

  /// A page of the feed.
  ///
  /// @param limit of changes
  ChangePage page(FeedStart start, Selection selection, int limit) throws FeedTrouble, Refused {
    FeedCursor place = place(start);
    Optional<Filter> filter =
        selection.equals(Selection.ALL) ? Optional.empty() : Optional.of(filters.once(selection));
    // Read before the changes: those before the end of the feed hold at least this.
    Position position = position();
    var page = new ChangePage.Builder(place, filter, limit);
    while (!page.isFull()) {
      FeedCursor at = page.next();
      FeedCursor end = end();
      if (!end.feed().equals(at.feed())) {
        throw new FeedTrouble(Reason.CURSOR_GONE, Optional.empty());
      }
      if (at.covers(end)) {
        return page.built(false, position);
      }
      Optional<Stretch> found = recent(at);
      page.add(found.isPresent() ? found.get() : ask(source -> replays.from(at, end, source)));
    }
    return page.built(!page.next().covers(end()), position);
  }

  private Optional<Stretch> recent(FeedCursor at) {
    return recent
        .find(at)
        .flatMap(number -> recent.from(number, at, ChangePage.STEPS_AT_ONCE, ChangePage.BYTES_MAX))
        .map(RecentChanges.Found::stretch);
  }

  private <T> T ask(Replays.Question<T> question) throws FeedTrouble {
    try {
      return replays.ask(question).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw (FeedTrouble) new FeedTrouble(Reason.AWAY).initCause(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (FeedTrouble) new FeedTrouble(Reason.AWAY).initCause(e);
    }
  }
}
