package org.paperwire.ingest.fetching;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What may be asked: `https` on hosts that are configured, at public addresses. Local mirrors are
/// named one by one; they may speak `http` and have any address.
///
/// Every redirect goes through it again, and every connection is made to an address that it has let
/// through, at the time of connecting: a name that is public when it is looked at and private when
/// it is asked (DNS rebinding) gets nowhere.
///
/// @param hosts `host`, or `host:port` where that is not the usual port; lower case
/// @param localHosts those of them that are mirrors of one's own
public record Gate(Set<String> hosts, Set<String> localHosts) {

  public Gate {
    hosts = Set.copyOf(hosts);
    localHosts = Set.copyOf(localHosts);
  }

  /// How an address names its host here.
  public static String authority(URI address) {
    String host = Optional.ofNullable(address.getHost()).orElse("").toLowerCase(Locale.ROOT);
    return address.getPort() < 0 ? host : host + ":" + address.getPort();
  }

  /// Why this may not be asked; empty when it may.
  Optional<String> refuses(URI address) {
    if (address.getHost() == null) {
      return Optional.of("no address of a host: " + address.getScheme());
    }
    String authority = authority(address);
    boolean local = localHosts.contains(authority);
    if (!local && !hosts.contains(authority)) {
      return Optional.of(authority + " is none of the hosts that are configured");
    }
    if (address.getRawUserInfo() != null) {
      return Optional.of("an address with a user in it");
    }
    return "https".equalsIgnoreCase(address.getScheme())
            || (local && "http".equalsIgnoreCase(address.getScheme()))
        ? Optional.empty()
        : Optional.of("not https: " + authority);
  }

  /// Lets addresses of a host through, all of them or none.
  InetAddress[] checked(String host, InetAddress[] addresses) throws UnknownHostException {
    if (isLocal(host)) {
      return addresses;
    }
    for (InetAddress address : addresses) {
      if (!PublicAddress.is(address)) {
        throw new NotPublicException(host, address);
      }
    }
    return addresses;
  }

  private boolean isLocal(String host) {
    String plain = host.toLowerCase(Locale.ROOT);
    return localHosts.stream().anyMatch(local -> local.replaceFirst(":[0-9]+$", "").equals(plain));
  }

  /// A name that leads inside.
  static final class NotPublicException extends UnknownHostException {

    private static final long serialVersionUID = 1;

    private final String why;

    NotPublicException(String host, InetAddress address) {
      super(host);
      this.why = host + " has the address " + address.getHostAddress() + ", which is not public";
    }

    String why() {
      return why;
    }
  }
}
