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
import org.paperwire.platform.KafkaSettings;
import org.paperwire.query.views.Snapshot.Standing;
import org.paperwire.query.views.ViewStatus.State;
import org.paperwire.serdes.RegistrySerdes;
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
  private static final Duration BREATH = Duration.ofSeconds(2);

  private final ViewDefinition<V> definition;
  private final ViewFolder folder;
  private final ViewSettings settings;
  private final KafkaSettings kafka;
  private final RegistrySerdes serdes;
  private final View view;
  private final CountDownLatch stopped = new CountDownLatch(1);

  ViewBuilder(
      ViewDefinition<V> definition,
      ViewFolder folder,
      ViewSettings settings,
      KafkaSettings kafka,
      RegistrySerdes serdes,
      View view) {
    this.definition = definition;
    this.folder = folder;
    this.settings = settings;
    this.kafka = kafka;
    this.serdes = serdes;
    this.view = view;
  }

  /// Asks the thread to end; it does so within a poll.
  void stop() {
    stopped.countDown();
  }

  boolean isStopped() {
    return stopped.getCount() == 0;
  }

  /// Waits; true when the view is to stop.
  boolean pause(Duration time) {
    try {
      return stopped.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      stop();
      return true;
    }
  }

  @Override
  public void run() {
    while (!isStopped()) {
      try (Generation generation = folder.open(definition, settings)) {
        boolean built = folder.current().stream().anyMatch(n -> n == generation.number());
        view.publish(
            generation.refresh(built ? Standing.BUILT : Standing.BUILDING), Optional.empty());
        LOG.info(
            "view {}: generation {} is open at {}",
            definition.name(),
            generation.number(),
            generation.progress().offsets());
        follow(generation, built);
      } catch (IOException | AlreadyClosedException e) {
        stall("the index could not be written: " + e.getMessage(), e);
      } catch (RuntimeException e) {
        stall("the builder failed: " + e.getMessage(), e);
      }
    }
    view.state(State.CLOSED, Optional.empty());
  }

  /// Until the view is to stop, or the disk fails.
  private void follow(Generation generation, boolean built) throws IOException {
    while (!isStopped()) {
      try (var follower =
          new Follower<>(
              definition, generation, folder, settings, kafka, serdes, view, this, built)) {
        follower.follow();
        generation.commit();
      } catch (InvalidOffsetException e) {
        offsetsLost(e);
      } catch (WakeupException | InterruptException e) {
        stop();
      } catch (KafkaException e) {
        stall("the broker failed: " + e.getMessage(), e);
      }
    }
  }

  private void offsetsLost(InvalidOffsetException e) {
    LOG.error(
        "view {}: the topic no longer has what comes next, so papers may be missing. The view serves what it has and does"
            + " not go on; stop the service and remove its folder to have it built again",
        definition.name(),
        e);
    view.state(State.OFFSETS_LOST, Optional.of(e.toString()));
    while (!pause(BREATH)) {
      LOG.debug("view {}: offsets are lost", definition.name());
    }
  }

  private void stall(String because, Exception e) {
    LOG.error("view {}: {}; trying again", definition.name(), because, e);
    view.state(State.STALLED, Optional.of(because));
    pause(BREATH);
  }
}
