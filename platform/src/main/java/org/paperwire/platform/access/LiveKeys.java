package org.paperwire.platform.access;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.paperwire.platform.keys.KeyFile;
import org.paperwire.platform.keys.KeyRing;
import org.paperwire.platform.keys.MalformedKeysException;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The keys that are good now: those of the file, which is read again and again, whole, since times
/// and sizes of files do not tell all changes. A file that cannot be read, or is none, changes
/// nothing: the keys of the last good one stay, and health, log and metrics say so.
@Context
@Readiness
@Requires(beans = KeySettings.class)
final class LiveKeys implements HealthIndicator {

  private static final Logger LOG = LoggerFactory.getLogger(LiveKeys.class);

  private final KeySettings settings;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread watch = Thread.ofPlatform().daemon().name("keys").unstarted(this::watch);

  /// Written by the watch, and before it starts; read by requests and health checks.
  private volatile Known known = new Known(Optional.empty(), "", Optional.empty());

  /// What is known of the file.
  ///
  /// @param keys of the last good one, if there was any
  /// @param text of the last good one
  /// @param because why the one that is there now is not good
  private record Known(Optional<KeyRing> keys, String text, Optional<String> because) {}

  LiveKeys(KeySettings settings, MeterRegistry meters) {
    this.settings = settings;
    meters.gauge("paperwire.keys", this, LiveKeys::count);
    meters.gauge("paperwire.keys.stale", this, keys -> keys.known.because().isPresent() ? 1 : 0);
  }

  @PostConstruct
  void start() {
    look();
    watch.start();
  }

  @PreDestroy
  void stop() {
    stopping.countDown();
  }

  /// The keys; none when no good file was ever there.
  Optional<KeyRing> keys() {
    return known.keys();
  }

  /// Whether a file with this text is the one that counts.
  boolean areThoseOf(String text) {
    return known.because().isEmpty() && known.text().equals(text);
  }

  private int count() {
    return known.keys().map(keys -> keys.keys().size()).orElse(0);
  }

  private void watch() {
    try {
      while (!stopping.await(settings.every().toMillis(), TimeUnit.MILLISECONDS)) {
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    Known before = known;
    try {
      KeyFile file = KeyFile.read(settings.file());
      if (before.keys().isEmpty() || !areThoseOf(file.text())) {
        known = new Known(Optional.of(file.keys()), file.text(), Optional.empty());
        LOG.info("{} keys are good, by {}", count(), settings.file());
      }
    } catch (IOException | RuntimeException e) {
      // Whatever it is: the watch goes on.
      String because = because(e);
      known = new Known(before.keys(), before.text(), Optional.of(because));
      if (!before.because().equals(Optional.of(because))) {
        LOG.error(
            "{} cannot be used, {}: {}",
            settings.file(),
            before.keys().isPresent() ? "the keys before stay" : "so no key is good",
            because);
      }
    }
  }

  /// In words that anybody may read who asks for health.
  private static String because(Exception e) {
    return switch (e) {
      case MalformedKeysException malformed -> String.valueOf(malformed.getMessage());
      case NoSuchFileException _ -> "there is no such file";
      default -> "it cannot be read (%s)".formatted(e.getClass().getSimpleName());
    };
  }

  /// Reads go on whatever becomes of the keys, so this never makes a service unready.
  @Override
  public Publisher<HealthResult> getResult() {
    var details = new LinkedHashMap<String, Object>();
    details.put("keys", count());
    known.because().ifPresent(why -> details.put("because", why));
    return Publishers.just(
        HealthResult.builder("keys").status(HealthStatus.UP).details(details).build());
  }
}
