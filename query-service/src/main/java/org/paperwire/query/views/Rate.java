package org.paperwire.query.views;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// How fast something gets on, over the last ten seconds. For one thread at a time.
public final class Rate {

  private static final Duration WINDOW = Duration.ofSeconds(10);

  private record Sample(long nanos, long done) {}

  private final Deque<Sample> samples = new ArrayDeque<>();

  /// @param now of [System#nanoTime]
  /// @param done in all
  public void at(long now, long done) {
    samples.addLast(new Sample(now, done));
    while (samples.size() > 2 && now - samples.getFirst().nanos() > WINDOW.toNanos()) {
      samples.removeFirst();
    }
  }

  /// How much is done a second.
  public double aSecond() {
    if (samples.size() < 2) {
      return 0;
    }
    Sample first = samples.getFirst();
    Sample last = samples.getLast();
    return (last.done() - first.done()) * 1e9 / Math.max(1, last.nanos() - first.nanos());
  }

  /// How long so much takes at that rate; empty while nobody can say.
  public Optional<Duration> timeLeft(long ahead) {
    double rate = aSecond();
    return rate <= 0
        ? Optional.empty()
        : Optional.of(Duration.ofSeconds((long) Math.ceil(ahead / rate)));
  }
}
