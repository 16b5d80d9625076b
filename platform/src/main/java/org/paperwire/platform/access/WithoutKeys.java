package org.paperwire.platform.access;

import io.micronaut.http.HttpHeaders;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Who may write where there are no keys: whoever reaches a service that is open to others; and
/// people at this machine, where it listens to this machine alone. A page that somebody opens in a
/// browser reaches that too, so it has to be told apart:
///
/// - by `Origin` and `Sec-Fetch-Site`, when it is a page of another site;
/// - by `Host`, when its name was made to lead here (DNS rebinding);
/// - a proxy on this machine by what it adds: whom it speaks for is not here.
final class WithoutKeys {

  private static final List<String> OF_A_PROXY =
      List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP");

  private static final Set<String> OF_ONE_SITE = Set.of("same-origin", "none");

  private final boolean forThisMachine;

  /// @param forThisMachine whether the service listens to this machine alone
  WithoutKeys(boolean forThisMachine) {
    this.forThisMachine = forThisMachine;
  }

  Optional<Refusal> refusal(InetAddress peer, HttpHeaders headers) {
    if (isOfAnotherSite(headers)) {
      return Optional.of(Refusal.crossSite());
    }
    return forThisMachine && !isFromHere(peer, headers)
        ? Optional.of(Refusal.notLocal())
        : Optional.empty();
  }

  private static boolean isOfAnotherSite(HttpHeaders headers) {
    List<String> sites = headers.getAll("Sec-Fetch-Site");
    List<String> origins = headers.getAll("Origin");
    return !OF_ONE_SITE.containsAll(sites)
        || !origins.stream().allMatch(origin -> isOf(origin, headers.getAll("Host")));
  }

  /// Whether an origin is the one that the request is sent to; `null` is none.
  private static boolean isOf(String origin, List<String> hosts) {
    try {
      String authority = URI.create(origin).getRawAuthority();
      return authority != null && hosts.size() == 1 && authority.equalsIgnoreCase(hosts.getFirst());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isFromHere(InetAddress peer, HttpHeaders headers) {
    List<String> hosts = headers.getAll("Host");
    return peer.isLoopbackAddress()
        && hosts.size() == 1
        && namesThisMachine(hosts.getFirst())
        && OF_A_PROXY.stream().allMatch(name -> headers.getAll(name).isEmpty());
  }

  /// `localhost`, `127.0.0.1`, `[::1]`, with a port or without.
  private static boolean namesThisMachine(String host) {
    String name = host.replaceFirst(":\\d*$", "").toLowerCase(Locale.ROOT);
    if (name.equals("localhost") || name.endsWith(".localhost")) {
      return true;
    }
    try {
      return InetAddress.ofLiteral(name.replaceAll("^\\[|]$", "")).isLoopbackAddress();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
