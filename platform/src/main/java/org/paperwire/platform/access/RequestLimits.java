package org.paperwire.platform.access;

import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.paperwire.platform.keys.Shown;
import org.paperwire.platform.limits.Buckets;
import org.paperwire.platform.limits.Caller;
import org.paperwire.platform.limits.Network;
import org.paperwire.platform.limits.Way;

/// Counts requests: reads and writes for themselves, by key where a good one is shown, else by
/// address. Each process counts what it gets.
@Singleton
final class RequestLimits {

  private static final String FORWARDED_FOR = "X-Forwarded-For";

  private final boolean enabled;
  private final List<Network> exempt;
  private final List<Network> trusted;
  private final Buckets reads;
  private final Buckets writes;

  RequestLimits(LimitSettings settings) {
    this.enabled = settings.enabled();
    this.exempt = settings.exemptNetworks();
    this.trusted = settings.trustedNetworks();
    this.reads = new Buckets(settings.reads(), settings.callersMax(), System::nanoTime);
    this.writes = new Buckets(settings.writes(), settings.callersMax(), System::nanoTime);
  }

  Optional<Refusal> refusal(HttpRequest<?> request, Shown shown, boolean isRead) {
    if (!enabled) {
      return Optional.empty();
    }
    return caller(request, shown).flatMap((isRead ? reads : writes)::take).map(Refusal::tooMany);
  }

  /// Who is counted; nobody where the request comes from an address that is exempt. A proxy that is
  /// exempt and not trusted is counted: for whom it asks is not known.
  private Optional<Caller> caller(HttpRequest<?> request, Shown shown) {
    var way = new Way(Doorkeeper.peer(request), request.getHeaders().getAll(FORWARDED_FOR));
    InetAddress origin = way.origin(trusted);
    if (!way.isHearsay(trusted) && Network.anyHas(exempt, origin)) {
      return Optional.empty();
    }
    return Optional.of(
        shown instanceof Shown.Known(var key) ? Caller.withKey(key.id()) : Caller.at(origin));
  }
}
