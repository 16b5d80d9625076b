package org.paperwire.query.feed;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/// One stream: where its reader is, and whether it takes more. Nothing is queued for it; what it
/// has not been given lies in [RecentChanges] or on the topic.
///
/// ```
/// admitted ─▶ live ⇄ behind ─▶ ended
/// ```
///
/// Everything but the demand is used by the thread of [Readers] alone.
final class Reader implements Subscription {

  private static final byte[] EMPTY_LINE = {'\n'};

  private final Readers readers;
  private final String address;
  private final Optional<Filter> filter;
  private final Runnable disconnect;
  private final long endsAt;

  /// Raised by the connection's thread, lowered by that of [Readers].
  private final AtomicLong demand = new AtomicLong();

  private @Nullable Subscriber<? super List<byte[]>> subscriber;
  private FeedCursor cursor;
  private long sequence = -1;
  private boolean isBehind;
  private boolean isEnded;
  private boolean isGreeted;
  private long gaveAt;
  private long tookAt;

  /// @param address it comes from
  /// @param disconnect ends the connection without waiting for what was written to it
  /// @param endsAt when the stream ends at the latest, of [System#nanoTime]
  Reader(
      Readers readers,
      String address,
      FeedCursor cursor,
      Optional<Filter> filter,
      Runnable disconnect,
      long endsAt) {
    this.readers = readers;
    this.address = address;
    this.cursor = cursor;
    this.filter = filter;
    this.disconnect = disconnect;
    this.endsAt = endsAt;
    this.gaveAt = System.nanoTime();
    this.tookAt = gaveAt;
  }

  String address() {
    return address;
  }

  Optional<Filter> filter() {
    return filter;
  }

  FeedCursor cursor() {
    return cursor;
  }

  /// The sequence number among the recent changes that comes next; -1 while it is not known.
  long sequence() {
    return sequence;
  }

  /// The reader has been given, or has passed over, everything before this.
  void isAt(FeedCursor place, long number) {
    cursor = place;
    sequence = number;
  }

  /// Whether somebody is fetching for it what memory no longer has.
  boolean isBehind() {
    return isBehind;
  }

  void isBehind(boolean behind) {
    isBehind = behind;
  }

  boolean isEnded() {
    return isEnded;
  }

  boolean isOpen() {
    return subscriber != null && !isEnded;
  }

  boolean takesMore() {
    return demand.get() > 0;
  }

  boolean isOver(long now) {
    return now - endsAt >= 0;
  }

  long silentFor(long now) {
    return now - gaveAt;
  }

  /// For how long it has not taken what it was given, or has not even begun.
  long stalledFor(long now) {
    return takesMore() ? 0 : now - tookAt;
  }

  /// Begins the stream.
  void open(Subscriber<? super List<byte[]>> to) {
    subscriber = to;
    tookAt = System.nanoTime();
    to.onSubscribe(this);
  }

  /// Whether the reader has been told anything yet.
  boolean isGreeted() {
    return isGreeted;
  }

  /// Tells the reader when to come back should it lose the connection, and where it is.
  void greet(int retryMillis) {
    isGreeted = true;
    say("retry: " + retryMillis + "\n");
  }

  /// Tells the reader that the stream lives, and where it is.
  void beat() {
    say(":\n");
  }

  /// Tells the reader that another generation serves: what it has made of the changes of the one
  /// before is no longer what papers are. It goes on with the changes behind `end`.
  void reset(FeedCursor end) {
    cursor = end;
    sequence = -1;
    String event =
        "event: reset\ndata: {\"generation\":\"%s\",\"next\":\"%s\"}\n\n"
            .formatted(end.feed().generation(), end.token());
    give(List.of(Step.idLine(end), event.getBytes(StandardCharsets.UTF_8)));
  }

  /// An event without data moves the last event id, by the HTML standard, and is seen by nobody.
  private void say(String first) {
    give(List.of(first.getBytes(StandardCharsets.UTF_8), Step.idLine(cursor), EMPTY_LINE));
  }

  /// Gives changes, whose bytes are shared with other readers.
  void give(List<byte[]> parts) {
    Subscriber<? super List<byte[]>> to = subscriber;
    if (to == null || isEnded) {
      return;
    }
    gaveAt = System.nanoTime();
    if (demand.decrementAndGet() == 0) {
      tookAt = gaveAt;
    }
    to.onNext(parts);
  }

  /// The changes among `steps` that the reader wants, as the bytes of a stream.
  static List<byte[]> parts(List<Step> wanted) {
    var parts = new ArrayList<byte[]>(2 * wanted.size());
    for (Step step : wanted) {
      parts.add(step.id());
      parts.add(step.change().event());
    }
    return parts;
  }

  /// Ends the stream in order: the reader gets what was written and sees the end.
  void complete() {
    isEnded = true;
    if (subscriber != null) {
      subscriber.onComplete();
    }
  }

  /// Ends the connection at once: the reader does not take what was written.
  void cut() {
    isEnded = true;
    disconnect.run();
  }

  /// The reader has left.
  void gone() {
    isEnded = true;
  }

  @Override
  public void request(long more) {
    if (demand.getAndUpdate(before -> saturated(before, more)) <= 0) {
      readers.takesMore(this);
    }
  }

  private static long saturated(long before, long more) {
    return before > Long.MAX_VALUE - more ? Long.MAX_VALUE : before + more;
  }

  @Override
  public void cancel() {
    readers.left(this);
  }
}
