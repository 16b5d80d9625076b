package org.paperwire.query.views;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.paperwire.topics.EnrichmentGeneration;

/// How a rebuild is doing.
///
/// @param number of the rebuild; they are counted for each view
/// @param generation that it makes, or goes back to
/// @param enrichment the generation of the enrichment whose papers it has
/// @param kind of rebuild
/// @param state of it
/// @param because why it is needed; why it failed; what it waits for
/// @param hold whether it waits to be switched by hand
/// @param startedAt when it was ordered
/// @param endedAt when it was over
/// @param done places of the topic that are behind it: records, and the gaps that compaction and
///   transactions leave
/// @param total places of the topic, as far as is known
/// @param rate places a second in the last ten seconds
/// @param timeLeft to catch up at that rate; absent while nobody can say
/// @param documents in it, as far as they were looked at
/// @param skipped records that cannot be read
public record RebuildStatus(
    int number,
    int generation,
    EnrichmentGeneration enrichment,
    Kind kind,
    State state,
    Optional<String> because,
    boolean hold,
    Instant startedAt,
    Optional<Instant> endedAt,
    long done,
    long total,
    double rate,
    Optional<Duration> timeLeft,
    int documents,
    long skipped) {

  /// What is made.
  public enum Kind {
    /// A new generation, from the beginning of the topic.
    REBUILD,
    /// The generation that served before, brought up to date.
    BACK
  }

  /// How far it is.
  public enum State {
    /// Reading.
    BUILDING,
    /// It has caught up and follows, and waits to be switched by hand.
    HELD,
    /// It serves.
    SWITCHED,
    /// It could not be made, and is removed. What served goes on.
    FAILED,
    /// Somebody stopped it; it is removed.
    CANCELLED;

    /// Whether nothing more becomes of it.
    public boolean isEnd() {
      return this == SWITCHED || this == FAILED || this == CANCELLED;
    }
  }
}
