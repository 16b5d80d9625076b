package org.paperwire.platform.access;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.management.endpoint.annotation.Endpoint;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.RouteMatch;
import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.paperwire.platform.Problems;
import org.paperwire.platform.keys.KeyRing;
import org.paperwire.platform.keys.Scope;
import org.paperwire.platform.keys.Shown;

/// Stands before every route. Reading is open to all; who changes something shows a key that is
/// good for it, where there are keys; and nobody asks more often than the limits say. It looks at
/// the head of a request alone, before any of the body is read.
///
/// Whether a service is well, and how it does, is told whoever asks and however often: those who
/// ask restart and page by the answer.
@ServerFilter("/**")
final class Doorkeeper implements Ordered {

  private static final Set<HttpMethod> READING =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private final Optional<LiveKeys> keys;
  private final WithoutKeys withoutKeys;
  private final RequestLimits limits;
  private final MeterRegistry meters;

  Doorkeeper(
      Optional<LiveKeys> keys, Listening listening, RequestLimits limits, MeterRegistry meters) {
    this.keys = keys;
    this.withoutKeys = new WithoutKeys(listening.toThisMachineAlone());
    this.limits = limits;
    this.meters = meters;
  }

  /// Before filters that say nothing of their order, which come last.
  @Override
  public int getOrder() {
    return 0;
  }

  @RequestFilter
  @Nullable MutableHttpResponse<?> ask(HttpRequest<?> request) {
    Optional<RouteMatch<?>> route = RouteAttributes.getRouteMatch(request);
    if (route.isPresent() && route.get().getAnnotationMetadata().hasStereotype(Endpoint.class)) {
      return null;
    }
    boolean reads = READING.contains(request.getMethod());
    Optional<KeyRing> ring = keys.flatMap(LiveKeys::keys);
    Shown shown =
        ring.map(known -> known.shown(request.getHeaders().getAll("Authorization")))
            .orElseGet(Shown.Nothing::new);
    return limits
        .refusal(request, shown, reads)
        .or(
            () ->
                reads || route.isEmpty() ? Optional.empty() : refusal(request, route.get(), shown))
        .map(this::answer)
        .orElse(null);
  }

  private Optional<Refusal> refusal(HttpRequest<?> request, RouteMatch<?> route, Shown shown) {
    if (keys.isEmpty()) {
      return withoutKeys.refusal(peer(request), request.getHeaders());
    }
    Optional<Scope> needed = route.getAnnotationMetadata().enumValue(Needs.class, Scope.class);
    if (needed.isEmpty()) {
      return Optional.of(Refusal.closed());
    }
    if (keys.get().keys().isEmpty()) {
      return Optional.of(Refusal.keysUnreadable());
    }
    return refusal(needed.get(), shown);
  }

  private static Optional<Refusal> refusal(Scope needed, Shown shown) {
    return switch (shown) {
      case Shown.Nothing() -> Optional.of(Refusal.keyNeeded(needed));
      case Shown.Unknown() -> Optional.of(Refusal.keyUnknown());
      case Shown.Known(var key) ->
          key.scopes().contains(needed)
              ? Optional.empty()
              : Optional.of(Refusal.scopeLacking(needed));
    };
  }

  private MutableHttpResponse<?> answer(Refusal refusal) {
    meters.counter("paperwire.refused", "reason", refusal.problem().slug()).increment();
    MutableHttpResponse<?> answer = Problems.answer(refusal.problem());
    refusal.challenge().ifPresent(challenge -> answer.header("WWW-Authenticate", challenge));
    return answer;
  }

  static InetAddress peer(HttpRequest<?> request) {
    return request.getRemoteAddress().getAddress();
  }
}
