package org.paperwire.platform.limits;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.List;

/// Addresses that begin alike: `10.0.0.0/8`, `2001:db8::/32`, or one alone, `192.0.2.7`.
///
/// @param address any of them
/// @param bits how many of the first bits they have in common
public record Network(InetAddress address, int bits) {

  public Network {
    if (bits < 0 || bits > width(address)) {
      throw new IllegalArgumentException("a network has 0 to %d bits".formatted(width(address)));
    }
  }

  /// @throws IllegalArgumentException when it is none; names are not looked up
  public static Network parse(String text) {
    String[] parts = text.strip().split("/", 2);
    InetAddress address = InetAddress.ofLiteral(parts[0]);
    return new Network(address, parts.length == 1 ? width(address) : Integer.parseInt(parts[1]));
  }

  /// Whether an address is one of these.
  public boolean has(InetAddress other) {
    return width(other) == width(address) && first(other).equals(first(address));
  }

  /// Whether an address is in one of several.
  public static boolean anyHas(List<Network> networks, InetAddress address) {
    return networks.stream().anyMatch(network -> network.has(address));
  }

  private BigInteger first(InetAddress of) {
    return new BigInteger(1, of.getAddress()).shiftRight(width(of) - bits);
  }

  private static int width(InetAddress of) {
    return of.getAddress().length * Byte.SIZE;
  }
}
