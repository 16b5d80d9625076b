package org.paperwire.ingest.live;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.paperwire.ingest.captures.CaptureContext;
import org.paperwire.ingest.fetching.HttpFetcher;
import org.paperwire.ingest.fetching.Patience;
import org.paperwire.ingest.formats.Formats;
import org.paperwire.ingest.polling.Asking;
import org.paperwire.ingest.polling.Cursor;
import org.paperwire.ingest.polling.Poller;
import org.paperwire.ingest.polling.Provider;
import org.paperwire.ingest.polling.Receipt;
import org.paperwire.ingest.polling.Schedule;
import org.paperwire.ingest.polling.Schedule.Entry;
import org.paperwire.ingest.polling.Schedule.Start;
import org.paperwire.ingest.polling.State;
import org.paperwire.ingest.publishing.Lease;
import org.paperwire.ingest.publishing.LogLedger;
import org.paperwire.platform.Deployed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks the sources. One thread decides whose turn it is, by [Schedule]; each question is carried
/// out on a virtual thread of its own. A machine without a network starts just as well: the sources
/// are unreachable then, which is told once and not every time. Of several instances one asks
/// ([Lease]); the others stand by.
@Context
@Requires(property = "paperwire.live.enabled", value = "true")
final class Pollers implements Lease.Holder {

  private static final Logger LOG = LoggerFactory.getLogger(Pollers.class);
  private static final Duration LOG_AWAY = Duration.ofSeconds(5);

  private final Deployed deployed;
  private final LogLedger ledger;
  private final Lease lease;
  private final MeterRegistry meters;
  private final List<Poller> pollers;
  private final HttpFetcher fetcher;
  private final Asking asking;
  private final InstantSource clock = InstantSource.system();
  private final ExecutorService questions = Executors.newVirtualThreadPerTaskExecutor();
  private final Thread deciding = Thread.ofVirtual().name("pollers").unstarted(this::run);
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition answered = lock.newCondition();

  // Guarded by lock.
  private final Map<String, Cursor> cursors = new LinkedHashMap<>();
  private final Set<Provider> busy = new HashSet<>();

  Pollers(
      Deployed deployed,
      LogLedger ledger,
      Lease lease,
      MeterRegistry meters,
      LiveSettings live,
      HuggingFaceSettings huggingFace,
      ArxivSettings arxiv,
      List<FeedSettings> feeds) {
    Sources sources = Sources.of(live, huggingFace, arxiv, feeds);
    this.deployed = deployed;
    this.ledger = ledger;
    this.lease = lease;
    this.meters = meters;
    this.pollers = sources.pollers();
    this.fetcher = new HttpFetcher(sources.gate(), Patience.STANDARD, live.userAgent(), clock);
    this.asking =
        new Asking(
            fetcher,
            ledger,
            (body, poller, question, at) ->
                Formats.readCapture(
                    body,
                    new CaptureContext(
                        Optional.of(at),
                        Optional.of(question.address().toString()),
                        Optional.of(poller.source()))),
            clock,
            new SplittableRandom());
  }

  @PostConstruct
  void start() {
    for (Poller poller : pollers) {
      Gauge.builder("paperwire.source.failures", () -> cursor(poller).failures())
          .description("Questions in a row that led to nothing")
          .tag("poller", poller.name())
          .register(meters);
      Gauge.builder("paperwire.source.age", () -> age(poller))
          .description("Since an answer was last taken; no number before the first")
          .baseUnit("seconds")
          .tag("poller", poller.name())
          .register(meters);
      Gauge.builder("paperwire.source.stale", () -> isStale(poller) ? 1 : 0)
          .description("1 while what was due is not there")
          .tag("poller", poller.name())
          .register(meters);
    }
    Gauge.builder("paperwire.source.asking", () -> lease.isHeld() ? 1 : 0)
        .description("1 while this instance asks the sources")
        .register(meters);
    deciding.start();
  }

  private Cursor cursor(Poller poller) {
    lock.lock();
    try {
      return cursors.getOrDefault(poller.name(), Cursor.START);
    } finally {
      lock.unlock();
    }
  }

  private double age(Poller poller) {
    return cursor(poller)
        .answeredAt()
        .map(at -> Duration.between(at, clock.instant()).toMillis() / 1e3)
        .orElse(Double.NaN);
  }

  private boolean isStale(Poller poller) {
    var standing = cursor(poller).standing();
    return standing.state() == State.STALE
        || standing.staleAt().filter(at -> clock.instant().isAfter(at)).isPresent();
  }

  private void run() {
    try {
      deployed.await();
      lease.join(this);
      while (true) {
        int term = awaitLease();
        awaitCursors();
        LOG.info("asks {} sources", pollers.size());
        while (isHeld(term)) {
          turn(term);
        }
        LOG.info("asks no sources: another instance does, or nobody knows who does");
      }
    } catch (InterruptedException e) {
      LOG.debug("asks no more sources");
    }
  }

  private boolean isHeld(int term) {
    return lease.isHeld() && lease.term() == term;
  }

  /// @return the term, after which the cursors have to be read again
  private int awaitLease() throws InterruptedException {
    lock.lock();
    try {
      while (!lease.isHeld()) {
        answered.await();
      }
      return lease.term();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void changed() {
    lock.lock();
    try {
      answered.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void finish(Duration patience) throws InterruptedException {
    lock.lock();
    try {
      long nanos = patience.toNanos();
      while (!busy.isEmpty() && nanos > 0) {
        nanos = answered.awaitNanos(nanos);
      }
    } finally {
      lock.unlock();
    }
  }

  /// Without the cursors nobody knows what was asked when, so nothing is asked. Whoever asked
  /// before has left them where they are now.
  private void awaitCursors() throws InterruptedException {
    while (true) {
      try {
        Map<String, Cursor> known = ledger.cursors();
        lock.lock();
        try {
          cursors.clear();
          cursors.putAll(known);
        } finally {
          lock.unlock();
        }
        return;
      } catch (IOException e) {
        LOG.warn("no source is asked yet: {}", e.getMessage());
        Thread.sleep(LOG_AWAY);
      }
    }
  }

  private void turn(int term) throws InterruptedException {
    lock.lock();
    try {
      if (!isHeld(term)) {
        return;
      }
      Instant now = clock.instant();
      Schedule.Turn turn =
          Schedule.turn(
              pollers.stream()
                  .map(p -> new Entry(p, cursors.getOrDefault(p.name(), Cursor.START)))
                  .toList(),
              busy,
              now);
      for (Start start : turn.starts()) {
        busy.add(start.poller().provider());
        Cursor cursor = cursors.getOrDefault(start.poller().name(), Cursor.START);
        questions.submit(() -> ask(start, cursor));
      }
      if (turn.starts().isEmpty()) {
        long nanos = Math.max(0, Duration.between(now, turn.lookAgain()).toNanos());
        answered.await(nanos, TimeUnit.NANOSECONDS);
      }
    } finally {
      lock.unlock();
    }
  }

  private void ask(Start start, Cursor before) {
    Poller poller = start.poller();
    Cursor after = before;
    try {
      Asking.Asked asked = asking.ask(poller, before, start.question());
      after = asked.cursor();
      count(poller, asked.outcome());
      asked.receipt().ifPresent(receipt -> count(poller, receipt));
      tell(poller, before, after);
    } catch (IOException e) {
      after = asking.notTaken(before);
      count(poller, "not-acknowledged");
      LOG.warn("{}: {}", poller.name(), e.getMessage());
    } catch (RuntimeException e) {
      after = asking.notTaken(before);
      count(poller, "failed");
      LOG.error("{} failed, which is a fault of ours", poller.name(), e);
    } finally {
      lock.lock();
      try {
        cursors.put(poller.name(), after);
        busy.remove(poller.provider());
        answered.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  /// What an operator would tell a colleague: that a source became something else.
  private static void tell(Poller poller, Cursor before, Cursor after) {
    if (before.standing().state() != after.standing().state()) {
      LOG.info(
          "{} is {}: {}",
          poller.name(),
          after.standing().state().slug(),
          after.standing().detail().orElse("nothing more is known"));
    }
  }

  private void count(Poller poller, String outcome) {
    meters
        .counter("paperwire.source.questions", "poller", poller.name(), "outcome", outcome)
        .increment();
  }

  private void count(Poller poller, Receipt receipt) {
    count(poller, "new", receipt.news().orElse(0L));
    count(poller, "repeated", receipt.repeated().orElse(0L));
    count(poller, "rejected", receipt.rejected());
  }

  private void count(Poller poller, String outcome, long things) {
    meters
        .counter("paperwire.source.items", "poller", poller.name(), "outcome", outcome)
        .increment(things);
  }

  @PreDestroy
  void stop() throws IOException {
    deciding.interrupt();
    questions.shutdownNow();
    fetcher.close();
  }
}
