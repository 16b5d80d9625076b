package org.paperwire.query.views;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// A wish for two snapshots of two generations at one and the same place: what serves, and what is
/// built beside it. Only then is every difference between them one that the definition or the
/// building made.
///
/// @param serving what serves
/// @param answer both snapshots, for whoever wishes
public record Alignment(Showing serving, CompletableFuture<Pair> answer) {

  static final Duration PATIENCE = Duration.ofSeconds(30);

  /// Both, to be closed.
  ///
  /// @param serving what readers saw
  /// @param aside what the other generation has, having applied exactly the same
  public record Pair(Snapshot serving, Snapshot aside) implements AutoCloseable {
    @Override
    public void close() {
      serving.close();
      aside.close();
    }
  }

  /// Nothing comes of it.
  void refuse(String because) {
    answer.completeExceptionally(new IllegalStateException(because));
  }

  /// What serves, as soon as it is where `progress` is, or further.
  Optional<Snapshot> seen(Progress progress, String topic) throws InterruptedException {
    return serving.covering(progress, topic, PATIENCE);
  }
}
