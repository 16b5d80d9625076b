package org.paperwire.ingest.publishing;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.paperwire.platform.KafkaSettings;
import org.paperwire.topics.Access;
import org.paperwire.topics.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which of several instances asks the sources: the member of the group [#GROUP] to which Kafka has
/// assigned the first partition of `cursors.v1`.
///
/// ```
///            assigned                     to be given away
/// elsewhere ─────────▶ held ─────────────────────────────────▶ leaving ─┐ (questions under way end)
///     ▲                 │ session expired                               │
///     └─────────────────┴───────────────────────────────────────────────┘
/// ```
///
/// To believe that it is assigned is not enough: a process that was paused for longer than its
/// session learns only afterwards that another one has taken over. So [#confirm] has the group's
/// coordinator accept an offset, which it does from present members alone. What remains is a
/// process that is paused between that and the question: one question too many, whose end is not
/// written.
@Singleton
public final class Lease implements AutoCloseable {

  /// The consumer group of the instances.
  public static final String GROUP = Access.POLLERS;

  private static final Logger LOG = LoggerFactory.getLogger(Lease.class);
  private static final TopicPartition FIRST = new TopicPartition(Topics.CURSORS.name(), 0);

  /// After so long without a sign of life another instance asks.
  private static final Duration SESSION = Duration.ofSeconds(10);

  /// A question takes no longer than this, with everything that it leads to.
  private static final Duration LEAVING = Duration.ofSeconds(100);

  /// Longer than leaving takes: beyond it the group gives the partition away without being told.
  private static final Duration GIVEN_UP = Duration.ofSeconds(120);

  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration BETWEEN_POLLS = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private enum State {
    ELSEWHERE,
    HELD,
    LEAVING
  }

  /// Who asks while the lease is held.
  public interface Holder {

    /// It is held now, or no longer.
    void changed();

    /// Waits until no question is under way.
    ///
    /// @param patience for no longer than this
    void finish(Duration patience) throws InterruptedException;
  }

  private final KafkaSettings kafka;
  private final ReentrantLock lock = new ReentrantLock(true);

  /// Guarded by the lock: a consumer is for one thread at a time.
  private Optional<Consumer<byte[], byte[]>> member = Optional.empty();

  /// Written by the keeping thread alone.
  private volatile State state = State.ELSEWHERE;

  /// Written by the keeping thread alone.
  private volatile int term;

  /// Written once.
  private volatile Optional<Thread> keeping = Optional.empty();

  public Lease(KafkaSettings kafka) {
    this.kafka = kafka;
  }

  /// Joins the other instances; from then on the holder is told.
  public void join(Holder holder) {
    Thread thread =
        Thread.ofPlatform().daemon().name("polling-lease").unstarted(() -> keep(holder));
    keeping = Optional.of(thread);
    thread.start();
  }

  /// Whether this instance is to begin questions.
  public boolean isHeld() {
    return state == State.HELD;
  }

  /// How often it was taken so far. Between two terms another instance may have asked, however
  /// short that was.
  public int term() {
    return term;
  }

  /// Whether this instance may write where a poller stands: the coordinator says so now, or the
  /// group is waiting for the questions here to end.
  public boolean confirm() {
    if (state == State.LEAVING) {
      return true;
    }
    try {
      if (state == State.ELSEWHERE || !lock.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        return false;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    try {
      if (state == State.ELSEWHERE || member.isEmpty()) {
        return false;
      }
      member.get().commitSync(Map.of(FIRST, new OffsetAndMetadata(0)), PATIENCE);
      return true;
    } catch (KafkaException e) {
      LOG.info("whether this instance asks the sources is not confirmed: {}", e.getMessage());
      return false;
    } finally {
      lock.unlock();
    }
  }

  private void keep(Holder holder) {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        lock.lockInterruptibly();
        try {
          poll(holder);
        } finally {
          lock.unlock();
        }
        TimeUnit.MILLISECONDS.sleep(BETWEEN_POLLS.toMillis());
      }
    } catch (InterruptedException e) {
      LOG.debug("keeps the lease no more");
    } finally {
      // A client that is interrupted cannot say good-bye, and the others would wait for its
      // session.
      var _ = Thread.interrupted();
      leave();
      become(State.ELSEWHERE, holder);
    }
  }

  private void poll(Holder holder) throws InterruptedException {
    try {
      Consumer<byte[], byte[]> present = member.orElseGet(() -> newMember(holder));
      member = Optional.of(present);
      // Assignments alone are wanted: what is on the topic is read elsewhere.
      present.pause(present.assignment());
      present.poll(POLL);
    } catch (org.apache.kafka.common.errors.InterruptException e) {
      throw new InterruptedException();
    } catch (KafkaException e) {
      LOG.warn("who asks the sources is not known now: {}", e.getMessage());
      leave();
      become(State.ELSEWHERE, holder);
      TimeUnit.MILLISECONDS.sleep(PATIENCE.toMillis());
    }
  }

  private Consumer<byte[], byte[]> newMember(Holder holder) {
    Map<String, Object> settings = kafka.consumer(GROUP);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
    settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int) SESSION.toMillis());
    settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, (int) SESSION.toMillis() / 4);
    settings.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, (int) GIVEN_UP.toMillis());
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    Consumer<byte[], byte[]> made =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    made.subscribe(List.of(FIRST.topic()), new Assignments(made, holder));
    return made;
  }

  private final class Assignments implements ConsumerRebalanceListener {
    private final Consumer<byte[], byte[]> consumer;
    private final Holder holder;

    Assignments(Consumer<byte[], byte[]> consumer, Holder holder) {
      this.consumer = consumer;
      this.holder = holder;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      consumer.pause(partitions);
      if (partitions.contains(FIRST)) {
        term = term + 1;
        become(State.HELD, holder);
      }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      if (partitions.contains(FIRST) && state == State.HELD) {
        become(State.LEAVING, holder);
        try {
          holder.finish(LEAVING);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
        become(State.ELSEWHERE, holder);
      }
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      if (partitions.contains(FIRST)) {
        become(State.ELSEWHERE, holder);
      }
    }
  }

  private void become(State next, Holder holder) {
    if (state != next) {
      state = next;
      holder.changed();
    }
  }

  private void leave() {
    lock.lock();
    try {
      member.ifPresent(
          present -> {
            try {
              present.close(CloseOptions.timeout(PATIENCE));
            } catch (KafkaException e) {
              LOG.debug("left the group without a word: {}", e.toString());
            }
          });
      member = Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  @Override
  @PreDestroy
  public void close() {
    keeping.ifPresent(
        thread -> {
          thread.interrupt();
          try {
            thread.join(PATIENCE);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }
}
