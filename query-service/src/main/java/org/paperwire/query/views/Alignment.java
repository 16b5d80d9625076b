package org.paperwire.query.views;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.paperwire.topics.Topic;

/// A wish for two snapshots of two generations at one and the same place: what serves, and what is
/// built beside it. Only then is every difference between them one that the definition or the
/// building made.
///
/// @param serving what serves
/// @param answer both snapshots, for whoever wishes
/// @param since when it was wished, of [System#nanoTime]
public record Alignment(Showing serving, CompletableFuture<Pair> answer, long since) {

  static final Duration PATIENCE = Duration.ofSeconds(30);

  /// Of two generations of the enrichment, while papers come in, no two snapshots may be at the
  /// same position; they are given as they are then.
  private static final Duration FOR_ONE_POSITION = Duration.ofSeconds(10);

  /// Both, to be closed.
  ///
  /// @param serving what readers saw
  /// @param aside what the other generation has, having applied exactly the same
  public record Pair(Snapshot serving, Snapshot aside) implements AutoCloseable {

    /// Whether both reflect the same. Else what came in between is among the differences.
    public boolean isLevel() {
      return serving.position().equals(aside.position());
    }

    @Override
    public void close() {
      serving.close();
      aside.close();
    }
  }

  /// Whether nobody should wait any longer for one and the same position.
  boolean isOld(long now) {
    return now - since > FOR_ONE_POSITION.toNanos();
  }

  /// Nothing comes of it.
  void refuse(String because) {
    answer.completeExceptionally(new IllegalStateException(because));
  }

  /// What serves, as soon as it is where `progress` is, or further.
  Optional<Snapshot> seen(Progress progress, Topic<?> topic) throws InterruptedException {
    return serving.covering(progress, topic, PATIENCE);
  }
}
