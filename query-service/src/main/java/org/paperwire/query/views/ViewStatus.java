package org.paperwire.query.views;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.paperwire.platform.Position;
import org.paperwire.topics.EnrichmentGeneration;

/// How a view is doing.
///
/// @param name of the view
/// @param generation that serves; absent until one is open
/// @param enrichment the generation of the enrichment whose papers those are
/// @param state what the builder is doing
/// @param because why, where it is not simply working
/// @param since when the state began
/// @param position that readers see
/// @param offsets next to apply, for each partition
/// @param lag records known to be on the topic and not applied yet; absent until it is known
/// @param papers documents in the index
/// @param skipped records passed over since the start because they cannot be read
/// @param caughtUp whether it has, since the start, read what was there then
public record ViewStatus(
    String name,
    Optional<Integer> generation,
    Optional<EnrichmentGeneration> enrichment,
    State state,
    Optional<String> because,
    Instant since,
    Position position,
    Map<TopicPartition, Long> offsets,
    Optional<Long> lag,
    int papers,
    long skipped,
    boolean caughtUp) {

  /// What a builder may be doing.
  public enum State {
    /// Opening the index, looking for the topics.
    STARTING,
    /// Applying what was there when the process started.
    CATCHING_UP,
    /// Applying what comes.
    FOLLOWING,
    /// The registry does not answer, so that new values cannot be read; what is there is served.
    WAITING_FOR_REGISTRY,
    /// The disk or the broker failed; tried again every few seconds, what is there is served.
    STALLED,
    /// The index cannot be written any more. What it had is served; another is built beside it.
    DAMAGED,
    /// The topic no longer has what the view must read next. Nobody can tell what is missing, so
    /// the view does not go on by itself.
    OFFSETS_LOST,
    /// The process is stopping.
    CLOSED
  }
}
