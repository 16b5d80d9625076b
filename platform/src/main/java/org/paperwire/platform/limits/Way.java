package org.paperwire.platform.limits;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The way that a request came: from whom we got it, and what the proxies on the way say.
///
/// @param peer the other end of the connection
/// @param forwardedFor the headers `X-Forwarded-For`, as they came
public record Way(InetAddress peer, List<String> forwardedFor) {

  /// Proxies on one way; who claims more is not followed any further.
  private static final int HOPS_MAX = 16;

  public Way {
    forwardedFor = List.copyOf(forwardedFor);
  }

  /// Where it began, as far as that can be trusted: each proxy wrote down, at the end, from whom it
  /// got the request, so we go back from the end for as long as the one who wrote is trusted. What
  /// stands before that was written by somebody whom nobody vouches for.
  public InetAddress origin(List<Network> trusted) {
    InetAddress origin = peer;
    List<String> hops = hops();
    for (int i = hops.size() - 1;
        i >= Math.max(0, hops.size() - HOPS_MAX) && Network.anyHas(trusted, origin);
        i--) {
      Optional<InetAddress> before = address(hops.get(i));
      if (before.isEmpty()) {
        return origin;
      }
      origin = before.get();
    }
    return origin;
  }

  /// Whether somebody says for whom he asks whom nobody vouches for.
  public boolean isHearsay(List<Network> trusted) {
    return !forwardedFor.isEmpty() && !Network.anyHas(trusted, peer);
  }

  private List<String> hops() {
    var hops = new ArrayList<String>();
    forwardedFor.forEach(header -> hops.addAll(List.of(header.split(",", -1))));
    return hops;
  }

  /// `192.0.2.7`, `192.0.2.7:4711`, `2001:db8::1`, `[2001:db8::1]`, `[2001:db8::1]:4711`.
  private static Optional<InetAddress> address(String hop) {
    String text = hop.strip();
    if (text.startsWith("[") && text.indexOf(']') > 0) {
      text = text.substring(1, text.indexOf(']'));
    } else if (text.indexOf(':') > 0 && text.indexOf(':') == text.lastIndexOf(':')) {
      text = text.substring(0, text.indexOf(':'));
    }
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
