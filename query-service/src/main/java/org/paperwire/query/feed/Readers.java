package org.paperwire.query.feed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.jspecify.annotations.Nullable;
import org.paperwire.query.search.SinglePaper;
import org.reactivestreams.Subscriber;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All streams, on one thread: it hands new changes to whoever takes more, sends those that are too
/// far back to [Replays], and ends what is over. It never waits for a reader, the broker or a disk;
/// other threads only leave tasks with it.
final class Readers implements AutoCloseable {

  /// Why a reader was cut.
  enum Cut {
    /// It did not take what it was given.
    STALLED,
    /// What it was to read next is no longer there.
    GONE
  }

  private static final Logger LOG = LoggerFactory.getLogger(Readers.class);

  /// A reader is given so much at a time, so that none has to wait long for the others.
  private static final int CHANGES_AT_ONCE = 64;

  private static final int BYTES_AT_ONCE = 32 * 1024;
  private static final int RETRY_MILLIS = 1_000;
  private static final long REPLAY_RETRY_MILLIS = 1_000;
  private static final Duration TICK_MAX = Duration.ofMillis(250);

  private final FeedSettings settings;
  private final RecentChanges recent;
  private final Replays replays;
  private final Filters filters;
  private final Consumer<Cut> counted;
  private final LongAdder sent = new LongAdder();
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("feed-readers").factory());
  private final AtomicBoolean movedIsToBeSeen = new AtomicBoolean();

  /// Those admitted and not ended; used by the thread alone.
  private final Set<Reader> readers = new HashSet<>();

  private long judgedUpTo;

  /// Given back by the thread, taken by requests.
  private final Seats seats;

  Readers(
      FeedSettings settings,
      RecentChanges recent,
      Replays replays,
      Filters filters,
      Consumer<Cut> counted) {
    this.settings = settings;
    this.recent = recent;
    this.replays = replays;
    this.filters = filters;
    this.counted = counted;
    this.seats = new Seats(settings.readers(), settings.readersPerAddress());
  }

  void start() {
    long tick =
        Math.max(
            1,
            Math.min(
                TICK_MAX.toMillis(),
                Math.min(settings.heartbeat().toMillis(), settings.stall().toMillis()) / 4));
    thread.scheduleWithFixedDelay(safely(this::tick), tick, tick, TimeUnit.MILLISECONDS);
  }

  boolean isClosed() {
    return thread.isShutdown();
  }

  /// How many are connected.
  int count() {
    return seats.taken();
  }

  /// Changes given to readers since the start.
  long sent() {
    return sent.sum();
  }

  /// Admits a reader; empty when there are as many as may be. The filter is given back when the
  /// stream ends.
  Optional<Reader> admit(
      String address, FeedCursor cursor, Optional<Filter> filter, Runnable disconnect) {
    if (!seats.take(address)) {
      return Optional.empty();
    }
    long life = settings.life().toNanos();
    long chance = ThreadLocalRandom.current().nextLong(life / 10 + 1);
    var reader =
        new Reader(this, address, cursor, filter, disconnect, System.nanoTime() + life + chance);
    execute(() -> readers.add(reader));
    return Optional.of(reader);
  }

  /// Begins the stream of an admitted reader.
  void open(Reader reader, Subscriber<? super List<byte[]>> subscriber) {
    execute(
        () -> {
          reader.open(subscriber);
          if (reader.isEnded()) {
            subscriber.onComplete();
          }
        });
  }

  /// There are new changes.
  void moved() {
    if (movedIsToBeSeen.compareAndSet(false, true)) {
      execute(this::giveAll);
    }
  }

  void takesMore(Reader reader) {
    execute(() -> advance(reader));
  }

  void left(Reader reader) {
    execute(
        () -> {
          reader.gone();
          forget(reader);
        });
  }

  private void execute(Runnable task) {
    try {
      thread.execute(safely(task));
    } catch (RejectedExecutionException e) {
      LOG.trace("the feed is closed", e);
    }
  }

  private static Runnable safely(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException e) {
        LOG.error("the feed failed at a task and goes on", e);
      }
    };
  }

  private void giveAll() {
    movedIsToBeSeen.set(false);
    judge();
    List.copyOf(readers).forEach(this::advance);
  }

  /// Holds each new change against each filter in use, so that its paper is analysed once.
  private void judge() {
    List<Filter> used = filters.all();
    for (RecentChanges.Numbered numbered : recent.since(judgedUpTo)) {
      judgedUpTo = numbered.sequence() + 1;
      if (!used.isEmpty()) {
        Change change = numbered.step().change();
        var paper = new Once(change.paper());
        used.forEach(filter -> filter.passes(numbered.sequence(), change, paper));
      }
    }
  }

  /// A paper that is analysed when first asked for.
  private static final class Once implements Supplier<SinglePaper> {
    private final Supplier<SinglePaper> made;
    private @Nullable SinglePaper paper;

    Once(Supplier<SinglePaper> made) {
      this.made = made;
    }

    @Override
    public SinglePaper get() {
      SinglePaper known = paper == null ? made.get() : paper;
      paper = known;
      return known;
    }
  }

  /// Gives a reader what comes next, if it takes it.
  private void advance(Reader reader) {
    if (!reader.isOpen() || !reader.takesMore() || reader.isBehind()) {
      return;
    }
    if (!reader.isGreeted()) {
      // Spread over two seconds, so that all who lose the connection do not come back at once.
      reader.greet(RETRY_MILLIS + ThreadLocalRandom.current().nextInt(2 * RETRY_MILLIS));
      takesMore(reader);
      return;
    }
    Optional<FeedCursor> end = recent.end();
    if (end.isEmpty() || !end.get().feed().equals(reader.cursor().feed())) {
      endOrReset(reader, end);
      return;
    }
    Optional<RecentChanges.Found> found = recentFor(reader);
    if (found.isEmpty()) {
      replay(reader);
      return;
    }
    RecentChanges.Found next = found.get();
    List<Step> wanted = wanted(reader, next);
    reader.isAt(next.stretch().end(), next.next());
    if (!wanted.isEmpty()) {
      give(reader, wanted);
    }
    if (!next.isEnd()) {
      takesMore(reader);
    }
  }

  private Optional<RecentChanges.Found> recentFor(Reader reader) {
    if (reader.sequence() >= 0) {
      Optional<RecentChanges.Found> found = next(reader, reader.sequence());
      if (found.isPresent()) {
        return found;
      }
    }
    return recent.find(reader.cursor()).flatMap(number -> next(reader, number));
  }

  /// Another generation has taken the place of the reader's: it is told so once, and goes on at the
  /// end of that. A topic that was made anew is no such step; the reader ends, and learns when it
  /// comes back that its place is gone.
  private void endOrReset(Reader reader, Optional<FeedCursor> end) {
    if (end.isPresent() && end.get().feed().isOfAnotherGeneration(reader.cursor().feed())) {
      reader.reset(end.get());
      takesMore(reader);
    } else {
      end(reader);
    }
  }

  private Optional<RecentChanges.Found> next(Reader reader, long sequence) {
    return recent.from(sequence, reader.cursor(), CHANGES_AT_ONCE, BYTES_AT_ONCE);
  }

  private static List<Step> wanted(Reader reader, RecentChanges.Found found) {
    List<Step> steps = found.stretch().steps();
    if (reader.filter().isEmpty()) {
      return steps;
    }
    Filter filter = reader.filter().get();
    var wanted = new ArrayList<Step>();
    for (int i = 0; i < steps.size(); i++) {
      Change change = steps.get(i).change();
      if (filter.passes(found.numbers().get(i), change, change.paper())) {
        wanted.add(steps.get(i));
      }
    }
    return wanted;
  }

  private void give(Reader reader, List<Step> wanted) {
    sent.add(wanted.size());
    reader.give(Reader.parts(wanted));
  }

  /// Has the next stretch for a reader fetched, who stands in line with others.
  private void replay(Reader reader) {
    if (reader.isEnded()) {
      return;
    }
    reader.isBehind(true);
    FeedCursor from = reader.cursor();
    FeedCursor target = recent.end().filter(end -> end.feed().equals(from.feed())).orElse(from);
    replays
        .ask(
            source ->
                Portion.of(replays.from(from, target, source), reader.filter(), BYTES_AT_ONCE))
        .whenComplete((portion, failure) -> execute(() -> replayed(reader, portion, failure)));
  }

  private void replayed(Reader reader, @Nullable Portion portion, @Nullable Throwable failure) {
    if (portion == null) {
      if (failure instanceof InvalidOffsetException) {
        cut(reader, Cut.GONE);
        return;
      }
      LOG.debug("a stretch could not be read; trying again", failure);
      var _ =
          thread.schedule(
              safely(
                  () -> {
                    reader.isBehind(false);
                    advance(reader);
                  }),
              REPLAY_RETRY_MILLIS,
              TimeUnit.MILLISECONDS);
      return;
    }
    reader.isBehind(false);
    reader.isAt(portion.end(), -1);
    if (!portion.steps().isEmpty()) {
      give(reader, portion.steps());
    }
    advance(reader);
  }

  private void tick() {
    long now = System.nanoTime();
    for (Reader reader : List.copyOf(readers)) {
      if (reader.isOver(now)) {
        end(reader);
      } else if (reader.stalledFor(now) >= settings.stall().toNanos()) {
        giveUp(reader);
      } else if (reader.isOpen()
          && reader.takesMore()
          && reader.silentFor(now) >= settings.heartbeat().toNanos()) {
        reader.beat();
      }
    }
    replays.tidy();
  }

  /// Whoever was admitted and never began has gone away in between.
  private void giveUp(Reader reader) {
    if (reader.isOpen()) {
      cut(reader, Cut.STALLED);
    } else {
      reader.gone();
      forget(reader);
    }
  }

  private void end(Reader reader) {
    reader.complete();
    forget(reader);
  }

  private void cut(Reader reader, Cut why) {
    if (!reader.isEnded()) {
      LOG.debug("a reader is cut: {}", why);
      counted.accept(why);
      reader.cut();
      forget(reader);
    }
  }

  private void forget(Reader reader) {
    if (readers.remove(reader)) {
      seats.giveBack(reader.address());
      reader.filter().ifPresent(filters::giveBack);
    }
  }

  /// Ends all streams in order.
  @Override
  public void close() {
    execute(() -> List.copyOf(readers).forEach(this::end));
    thread.shutdown();
    try {
      if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
        LOG.warn("the streams of the feed did not end in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
