package org.paperwire.platform.limits;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/// Who is counted as one.
///
/// @param name of a key, or of an address
public record Caller(String name) {

  /// What one subscriber has of IPv6 as a rule (RFC 6177): within it, addresses are for the taking.
  private static final int SUBSCRIBER_BYTES = 8;

  /// Who has a key, wherever from.
  public static Caller withKey(String id) {
    return new Caller("key " + id);
  }

  /// Whoever is at an address; of IPv6, in its /64.
  public static Caller at(InetAddress address) {
    if (address instanceof Inet6Address) {
      byte[] bytes = address.getAddress();
      Arrays.fill(bytes, SUBSCRIBER_BYTES, bytes.length, (byte) 0);
      return new Caller("at " + plain(bytes) + "/64");
    }
    return new Caller("at " + address.getHostAddress());
  }

  /// Without the zone that a link-local one may carry.
  private static String plain(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes).getHostAddress();
    } catch (UnknownHostException e) {
      throw new AssertionError("16 bytes are an address", e);
    }
  }
}
