package org.paperwire.ingest.fetching;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/// Whether an address is one of the public internet, by the special-purpose registries of IANA (RFC
/// 6890 and later). Whatever is not known to be public is not.
final class PublicAddress {

  private record Block(String prefix, int bits) {

    boolean holds(byte[] address) {
      byte[] begin = InetAddress.ofLiteral(prefix).getAddress();
      if (begin.length != address.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % 8);
        if ((begin[bit / 8] & mask) != (address[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }

  private static final List<Block> NOT_PUBLIC_4 =
      List.of(
          new Block("0.0.0.0", 8),
          new Block("10.0.0.0", 8),
          new Block("100.64.0.0", 10), // carriers' own
          new Block("127.0.0.0", 8),
          new Block("169.254.0.0", 16), // link-local, where clouds keep their metadata
          new Block("172.16.0.0", 12),
          new Block("192.0.0.0", 24),
          new Block("192.0.2.0", 24), // documentation
          new Block("192.88.99.0", 24),
          new Block("192.168.0.0", 16),
          new Block("198.18.0.0", 15), // benchmarks
          new Block("198.51.100.0", 24),
          new Block("203.0.113.0", 24),
          new Block("224.0.0.0", 3)); // multicast, reserved, broadcast

  /// The one block of IPv6 that is given out, and what of it is not public.
  private static final Block GLOBAL_6 = new Block("2000::", 3);

  private static final List<Block> NOT_PUBLIC_6 =
      List.of(
          new Block("2001::", 23), // protocols, Teredo among them
          new Block("2001:db8::", 32), // documentation
          new Block("2002::", 16), // 6to4: an IPv4 address inside
          new Block("3fff::", 20)); // documentation

  private PublicAddress() {}

  /// An IPv4 address in the form of an IPv6 one is an IPv4 address to Java.
  static boolean is(InetAddress address) {
    byte[] bytes = address.getAddress();
    return address instanceof Inet4Address
        ? NOT_PUBLIC_4.stream().noneMatch(block -> block.holds(bytes))
        : GLOBAL_6.holds(bytes) && NOT_PUBLIC_6.stream().noneMatch(block -> block.holds(bytes));
  }
}
