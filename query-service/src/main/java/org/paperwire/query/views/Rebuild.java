package org.paperwire.query.views;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.paperwire.query.views.RebuildStatus.Kind;
import org.paperwire.query.views.RebuildStatus.State;
import org.paperwire.topics.EnrichmentGeneration;

/// A rebuild: what was ordered, and how far it is. Shared by its builder and whoever asks.
final class Rebuild {

  /// What was ordered.
  ///
  /// @param number of the rebuild
  /// @param generation to be made, or to go back to
  /// @param enrichment the generation of the enrichment whose papers it is to have
  /// @param recordsPerSecondMax 0 is no limit
  record Order(
      int number,
      int generation,
      EnrichmentGeneration enrichment,
      Kind kind,
      boolean hold,
      int recordsPerSecondMax,
      Optional<String> because,
      Instant at) {}

  private final Order order;
  private final AtomicReference<@Nullable Alignment> alignment = new AtomicReference<>();
  private final Rate rate = new Rate();

  // Guarded by this.
  private State state;
  private Optional<String> because;
  private Optional<Instant> endedAt = Optional.empty();
  private boolean hold;
  private long done;
  private long total;
  private int documents;
  private long skipped;

  Rebuild(Order order) {
    this(order, State.BUILDING, order.because());
  }

  private Rebuild(Order order, State state, Optional<String> because) {
    this.order = order;
    this.hold = order.hold();
    this.state = state;
    this.because = because;
  }

  Order order() {
    return order;
  }

  synchronized State state() {
    return state;
  }

  synchronized void progressed(long done, Optional<Long> ahead) {
    this.done = done;
    this.total = Math.max(done, ahead.map(left -> done + left).orElse(total));
    rate.at(System.nanoTime(), done);
  }

  /// It has caught up. Answers whether it is to serve; else it is held.
  synchronized boolean caughtUp() {
    if (state == State.BUILDING && hold) {
      state = State.HELD;
    }
    return !hold && !state.isEnd();
  }

  /// What was held is no longer. False when it is over.
  synchronized boolean letGo() {
    hold = false;
    return !state.isEnd();
  }

  /// Ends, unless it has ended. Answers whether it has now.
  synchronized boolean end(State how, Optional<String> why, Instant at) {
    if (state.isEnd()) {
      return false;
    }
    state = how;
    because = why.or(() -> because);
    endedAt = Optional.of(at);
    return true;
  }

  /// What its builder shows, at the end.
  synchronized void shown(ViewStatus status) {
    documents = status.papers();
    skipped = status.skipped();
  }

  /// Asks its builder for snapshots of both generations at one place. False when somebody else just
  /// does.
  boolean align(Alignment wish) {
    return alignment.compareAndSet(null, wish);
  }

  Optional<Alignment> alignment() {
    return Optional.ofNullable(alignment.get());
  }

  void aligned() {
    alignment.set(null);
  }

  /// @param builder what its builder says of itself, while it has one
  synchronized RebuildStatus status(Optional<ViewStatus> builder) {
    boolean reads = state == State.BUILDING || state == State.HELD;
    return new RebuildStatus(
        order.number(),
        order.generation(),
        order.enrichment(),
        order.kind(),
        state,
        reads ? builder.flatMap(ViewStatus::because).or(() -> because) : because,
        hold,
        order.at(),
        endedAt,
        done,
        total,
        reads ? rate.aSecond() : 0,
        state == State.BUILDING ? rate.timeLeft(total - done) : Optional.empty(),
        builder.map(ViewStatus::papers).orElse(documents),
        builder.map(ViewStatus::skipped).orElse(skipped));
  }

  /// What the file `REBUILD` says: enough to go on with it after a restart, and to tell how it
  /// ended.
  synchronized String text() {
    var file = new Properties();
    file.setProperty("number", Integer.toString(order.number()));
    file.setProperty("generation", Integer.toString(order.generation()));
    file.setProperty("enrichment", order.enrichment().name());
    file.setProperty("kind", order.kind().name());
    file.setProperty("hold", Boolean.toString(hold));
    file.setProperty("recordsPerSecondMax", Integer.toString(order.recordsPerSecondMax()));
    file.setProperty("at", order.at().toString());
    file.setProperty("state", state.name());
    because.ifPresent(why -> file.setProperty("because", why));
    endedAt.ifPresent(when -> file.setProperty("endedAt", when.toString()));
    var text = new StringWriter();
    try {
      file.store(text, null);
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory could not be written", e);
    }
    return text.toString();
  }

  /// Reads what [#text] wrote. Empty when it is none of ours.
  static Optional<Rebuild> parse(String text) {
    var file = new Properties();
    try {
      file.load(new StringReader(text));
      Optional<String> because = Optional.ofNullable(file.getProperty("because"));
      var rebuild =
          new Rebuild(
              new Order(
                  Integer.parseInt(file.getProperty("number", "")),
                  Integer.parseInt(file.getProperty("generation", "")),
                  EnrichmentGeneration.parse(file.getProperty("enrichment", "g1")).orElseThrow(),
                  Kind.valueOf(file.getProperty("kind", "")),
                  Boolean.parseBoolean(file.getProperty("hold")),
                  Integer.parseInt(file.getProperty("recordsPerSecondMax", "0")),
                  because,
                  Instant.parse(file.getProperty("at", ""))),
              State.valueOf(file.getProperty("state", "")),
              because);
      rebuild.endedAt = Optional.ofNullable(file.getProperty("endedAt")).map(Instant::parse);
      return Optional.of(rebuild);
    } catch (IOException
        | IllegalArgumentException
        | NoSuchElementException
        | DateTimeException e) {
      return Optional.empty();
    }
  }
}
