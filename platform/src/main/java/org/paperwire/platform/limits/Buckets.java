package org.paperwire.platform.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// A bucket of tokens for each caller, which fills at the rate of the limit: what is asked for
/// takes one out.
///
/// Of a bucket one number is kept: when it will be full. That is the virtual scheduling of the
/// generic cell rate algorithm (ITU-T I.371, annex A), which counts as a bucket does. One that
/// would be full is as good as a new one and is forgotten. Of more callers than there may be, those
/// are forgotten first who come least, and begin again with a full one; memory has a bound,
/// whatever addresses somebody makes up.
public final class Buckets {

  private final long intervalNanos;
  private final long recoveryNanos;
  private final LongSupplier nanos;
  private final Cache<Caller, AtomicLong> fullAt;

  /// @param callersMax how many are remembered
  /// @param nanos a clock that never goes back, as `System.nanoTime`
  public Buckets(Limit limit, int callersMax, LongSupplier nanos) {
    this.intervalNanos = limit.interval().toNanos();
    this.recoveryNanos = limit.recovery().toNanos();
    this.nanos = nanos;
    this.fullAt =
        Caffeine.newBuilder()
            .maximumSize(callersMax)
            .expireAfterAccess(limit.recovery())
            .ticker(nanos::getAsLong)
            // What is forgotten is forgotten by whoever comes next, on no thread of its own.
            .executor(Runnable::run)
            .build();
  }

  /// Takes one.
  ///
  /// @return how long to wait for it, when there is none
  public Optional<Duration> take(Caller caller) {
    long now = nanos.getAsLong();
    AtomicLong bucket = fullAt.get(caller, _ -> new AtomicLong(now));
    while (true) {
      long before = bucket.get();
      // Differences, because such a clock may pass from the greatest number to the least.
      long after = (before - now > 0 ? before : now) + intervalNanos;
      long wait = after - now - recoveryNanos;
      if (wait > 0) {
        return Optional.of(Duration.ofNanos(wait));
      }
      if (bucket.compareAndSet(before, after)) {
        return Optional.empty();
      }
    }
  }

  /// How many callers are remembered.
  public long callers() {
    fullAt.cleanUp();
    return fullAt.estimatedSize();
  }
}
