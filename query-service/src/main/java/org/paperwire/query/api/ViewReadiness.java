package org.paperwire.query.api;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Locale;
import org.paperwire.query.search.PaperSearch;
import org.paperwire.query.views.ViewStatus;
import org.paperwire.query.views.ViewStatus.State;
import org.reactivestreams.Publisher;

/// Ready once the search view has caught up with what was there when the process started, and for
/// as long as it can go on: not when its offsets are lost or its disk fails. A registry that is
/// away does not make it unready, it has read what it needs.
@Singleton
@Readiness
final class ViewReadiness implements HealthIndicator {

  private final PaperSearch search;

  ViewReadiness(PaperSearch search) {
    this.search = search;
  }

  @Override
  public Publisher<HealthResult> getResult() {
    ViewStatus status = search.view().status();
    boolean ready =
        status.caughtUp()
            && status.state() != State.OFFSETS_LOST
            && status.state() != State.STALLED;
    var details = new LinkedHashMap<String, Object>();
    details.put("state", status.state().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    status.because().ifPresent(why -> details.put("because", why));
    status.generation().ifPresent(number -> details.put("generation", number));
    status.lag().ifPresent(lag -> details.put("lag", lag));
    return Publishers.just(
        HealthResult.builder("view-" + status.name())
            .status(ready ? HealthStatus.UP : HealthStatus.DOWN)
            .details(details)
            .build());
  }
}
