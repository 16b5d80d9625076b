package org.paperwire.enrich.running;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.paperwire.enrich.failures.Fault;
import org.paperwire.enrich.steps.PacedClients;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps a topology running until it is closed.
///
/// A thread that dies is replaced: over an outage again and again, over anything else as long as
/// the [RestartBudget] lasts. When it is spent, everything is closed, and started anew after a
/// while: the rest of the process, which may be serving readers, goes on.
public final class StreamsRun implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StreamsRun.class);
  private static final Duration CLOSING_MAX = Duration.ofSeconds(25);
  private static final Duration OUTAGE_PAUSE = Duration.ofSeconds(1);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LAST_PAUSE = Duration.ofMinutes(5);

  private final Supplier<Topology> topology;
  private final Map<String, Object> settings;
  private final InstantSource clock;
  private final Consumer<KafkaStreams> onStart;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread supervisor =
      Thread.ofPlatform().name("enrichment").daemon().unstarted(this::supervise);

  private final Object gate = new Object();

  /// Guarded by `gate`: so that a start either sees the word to process or is there to hear it.
  private boolean processing;

  /// Written by the supervisor, read by health checks.
  private volatile @Nullable KafkaStreams streams;

  /// Written by whichever thread failed, read by health checks.
  private volatile @Nullable String failure;

  /// @param topology made once for each start
  /// @param onStart told of each start, for metrics
  public StreamsRun(
      Supplier<Topology> topology,
      Map<String, Object> settings,
      InstantSource clock,
      Consumer<KafkaStreams> onStart) {
    this.topology = topology;
    this.settings = settings;
    this.clock = clock;
    this.onStart = onStart;
  }

  /// Starts in the background: joins the group and opens the stores, which takes its time, and
  /// processes nothing before [#process].
  public void start() {
    supervisor.start();
  }

  /// Lets it process, now and after every restart.
  public void process() {
    synchronized (gate) {
      processing = true;
      KafkaStreams running = streams;
      if (running != null) {
        running.resume();
      }
    }
  }

  /// Whether it processes what comes in.
  public boolean isProcessing() {
    synchronized (gate) {
      return processing && state().filter(KafkaStreams.State.RUNNING::equals).isPresent();
    }
  }

  /// What it is doing; empty before it has begun and between two starts.
  public Optional<KafkaStreams.State> state() {
    return Optional.ofNullable(streams).map(KafkaStreams::state);
  }

  /// What went wrong last, if anything has.
  public Optional<String> failure() {
    return Optional.ofNullable(failure);
  }

  private void supervise() {
    Duration pause = FIRST_PAUSE;
    try {
      while (!isStopping()) {
        runOnce();
        if (!isStopping()) {
          LOG.error("the enrichment has ended; it starts again in {} s", pause.toSeconds());
          waitFor(pause);
          pause =
              pause.multipliedBy(2).compareTo(LAST_PAUSE) < 0 ? pause.multipliedBy(2) : LAST_PAUSE;
        }
      }
    } catch (InterruptedException e) {
      LOG.warn("the enrichment was interrupted");
    }
  }

  /// Runs until it has ended or is to stop.
  private void runOnce() throws InterruptedException {
    var properties = new Properties();
    properties.putAll(settings);
    var budget = new RestartBudget();
    var ended = new Semaphore(0);
    try (var running =
        new Closing(new KafkaStreams(topology.get(), properties, new PacedClients(clock)))) {
      running.streams.setUncaughtExceptionHandler(thrown -> onDeath(thrown, budget));
      running.streams.setStateListener((now, _) -> onState(now, ended));
      synchronized (gate) {
        if (!processing) {
          running.streams.pause();
        }
        streams = running.streams;
      }
      onStart.accept(running.streams);
      running.streams.start();
      while (!isStopping() && !ended.tryAcquire(50, TimeUnit.MILLISECONDS)) {
        // wait for either
      }
    } catch (RuntimeException e) {
      LOG.error("the enrichment could not start", e);
      failure = e.toString();
    }
  }

  private record Closing(KafkaStreams streams) implements AutoCloseable {
    @Override
    public void close() {
      if (!streams.close(CLOSING_MAX)) {
        LOG.warn("the enrichment did not end within {} s", CLOSING_MAX.toSeconds());
      }
    }
  }

  private void onState(KafkaStreams.State now, Semaphore ended) {
    switch (now) {
      case RUNNING -> LOG.info("the enrichment is running");
      case ERROR, NOT_RUNNING -> ended.release();
      case CREATED, REBALANCING, PENDING_SHUTDOWN, PENDING_ERROR ->
          LOG.debug("the enrichment is {}", now);
    }
  }

  private StreamThreadExceptionResponse onDeath(Throwable thrown, RestartBudget budget) {
    failure = thrown.toString();
    if (Fault.isNetwork(thrown)) {
      LOG.warn("a thread of the enrichment died over an outage and is replaced", thrown);
      pauseQuietly();
      return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
    boolean affordable = budget.spend(clock.instant());
    LOG.error(
        "a thread of the enrichment died and {}",
        affordable ? "is replaced" : "is one too many: everything stops",
        thrown);
    return affordable
        ? StreamThreadExceptionResponse.REPLACE_THREAD
        : StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  private void pauseQuietly() {
    try {
      waitFor(OUTAGE_PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isStopping() {
    return stopping.getCount() == 0;
  }

  private void waitFor(Duration pause) throws InterruptedException {
    if (stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
      LOG.debug("no need to wait, it is to stop");
    }
  }

  /// Ends it, committing what it has done.
  @Override
  public void close() {
    stopping.countDown();
    if (supervisor.isAlive()) {
      try {
        supervisor.join(CLOSING_MAX.plusSeconds(1));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
