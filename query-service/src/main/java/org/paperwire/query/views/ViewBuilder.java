package org.paperwire.query.views;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.lucene.store.AlreadyClosedException;
import org.paperwire.query.views.ViewStatus.State;
import org.paperwire.topics.EnrichmentGeneration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens a generation of a view and keeps it following its topics, whatever happens around it.
///
/// ```
/// open the index ─▶ show it ─▶ look for the topics ─▶ seek to the commit ─▶ follow ─▶ last commit
///   ▲ disk failed ◀───────────────── wait, start over ◀──────────────────────┘ broker failed
/// ```
final class ViewBuilder<V extends SpecificRecord> implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(ViewBuilder.class);
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final Duration BREATH = Duration.ofSeconds(2);

  private final Workshop<V> workshop;
  private final Showing showing;
  private final CountDownLatch stopped = new CountDownLatch(1);

  /// Belongs to the builder's thread.
  private Duty duty;

  ViewBuilder(Workshop<V> workshop, Showing showing, Duty duty) {
    this.workshop = workshop;
    this.showing = showing;
    this.duty = duty;
  }

  /// Asks the thread to end; it does so within a poll.
  void stop() {
    stopped.countDown();
  }

  boolean isStopped() {
    return stopped.getCount() == 0;
  }

  /// Waits; true when the builder is to stop.
  boolean pause(Duration time) {
    try {
      return stopped.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      stop();
      return true;
    }
  }

  Duty duty() {
    return duty;
  }

  /// What was being built serves from now on.
  void serves() {
    duty = duty.serves();
  }

  @Override
  public void run() {
    while (!isStopped()) {
      try (Generation generation = duty.open()) {
        showing.publish(generation.refresh(duty.standing()), Optional.empty());
        LOG.info(
            "view {}: generation {} is open at {}",
            workshop.view(),
            generation.number(),
            generation.progress().offsets());
        follow(generation);
      } catch (IOException | AlreadyClosedException e) {
        if (duty.goesOnAfter(e)) {
          stall("the index could not be written: " + e.getMessage(), e);
        } else {
          stop();
        }
      } catch (RuntimeException e) {
        stall("the builder failed: " + e.getMessage(), e);
      }
    }
    if (showing.status().state() != State.DAMAGED) {
      showing.state(State.CLOSED, Optional.empty());
    }
    duty.ended();
  }

  /// Until the builder is to stop, or the disk fails.
  private void follow(Generation generation) throws IOException {
    while (!isStopped() && knowsItsEnrichment(generation)) {
      try (var follower = new Follower<>(workshop, generation, showing, this)) {
        follower.follow();
        generation.commit();
      } catch (InvalidOffsetException e) {
        isLost(e);
      } catch (WakeupException | InterruptException e) {
        stop();
      } catch (KafkaException e) {
        stall("the broker failed: " + e.getMessage(), e);
      } finally {
        duty.leaves();
      }
    }
  }

  /// Waits until it is known of which generation of the enrichment this one is. False when the
  /// builder is to stop.
  private boolean knowsItsEnrichment(Generation generation) {
    Progress progress = generation.progress();
    Optional<EnrichmentGeneration> known = progress.enrichment().or(duty::enrichment);
    while (known.isEmpty()) {
      showing.state(State.STARTING, Optional.of("waiting to hear which generation serves"));
      if (pause(LOOK)) {
        return false;
      }
      known = duty.enrichment();
    }
    generation.advance(progress.of(known.get()));
    return true;
  }

  private void isLost(InvalidOffsetException e) {
    String missing = "the topic no longer has what comes next";
    LOG.debug("view {}: {}", workshop.view(), missing, e);
    showing.state(State.OFFSETS_LOST, Optional.of(e.toString()));
    duty.isLost(missing + ": " + e.getMessage());
    while (!pause(BREATH)) {
      LOG.debug("view {}: offsets are lost", workshop.view());
    }
  }

  private void stall(String because, Exception e) {
    LOG.error("view {}: {}; trying again", workshop.view(), because, e);
    showing.state(State.STALLED, Optional.of(because));
    pause(BREATH);
  }
}
