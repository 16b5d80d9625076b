package org.paperwire.ingest;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/// Addresses that a reader may be sent to.
public final class WebAddress {

  private WebAddress() {}

  /// The host of an address. Empty when it is none, or has none.
  public static Optional<String> host(String address) {
    try {
      return Optional.ofNullable(new URI(address.strip()).getHost());
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /// Whether this is an http(s) address with a host.
  public static boolean isOne(String link) {
    try {
      var address = new URI(link);
      return address.getHost() != null
          && Optional.ofNullable(address.getScheme())
              .filter(scheme -> scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"))
              .isPresent();
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
