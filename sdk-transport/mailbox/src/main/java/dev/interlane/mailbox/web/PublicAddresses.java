package dev.interlane.mailbox.web;

import dev.interlane.primitive.Bytes;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/**
 * Tells addresses of the public internet from all others. Follows IANA's registries of special
 * purpose addresses (RFC 6890): what is not globally reachable is not public, nor is an IPv6 form
 * that carries an IPv4 address to somewhere else.
 */
final class PublicAddresses {
  private static final List<Block> SPECIAL_IPV4 =
      List.of(
          block("00000000", 8), // this network
          block("0a000000", 8), // private
          block("64400000", 10), // shared, behind carriers' NAT
          block("7f000000", 8), // loopback
          block("a9fe0000", 16), // link-local, where clouds keep their credentials
          block("ac100000", 12), // private
          block("c0000000", 24), // protocol assignments
          block("c0000200", 24), // documentation
          block("c0586300", 24), // 6to4 relays
          block("c0a80000", 16), // private
          block("c6120000", 15), // benchmarks
          block("c6336400", 24), // documentation
          block("cb007100", 24), // documentation
          block("e0000000", 4), // multicast
          block("f0000000", 4)); // reserved, broadcast

  /** Within the global unicast addresses, 2000::/3; outside of those nothing is public. */
  private static final List<Block> SPECIAL_IPV6 =
      List.of(
          block("20010000", 23), // protocol assignments, Teredo among them
          block("20010db8", 32), // documentation
          block("2002", 16), // 6to4, which carries an IPv4 address
          block("3fff00", 20)); // documentation

  private static final Block GLOBAL_UNICAST = block("20", 3);

  private PublicAddresses() {}

  static boolean isPublic(InetAddress address) {
    Bytes bytes = Bytes.of(address.getAddress());
    return address instanceof Inet4Address
        ? SPECIAL_IPV4.stream().noneMatch(block -> block.holds(bytes))
        : GLOBAL_UNICAST.holds(bytes)
            && SPECIAL_IPV6.stream().noneMatch(block -> block.holds(bytes));
  }

  private static Block block(String prefix, int bits) {
    return new Block(Bytes.fromHex(prefix), bits);
  }

  /** All addresses whose first {@code bits} are those of the prefix. */
  private record Block(Bytes prefix, int bits) {
    boolean holds(Bytes address) {
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % 8);
        if (((prefix.get(bit / 8) ^ address.get(bit / 8)) & mask) != 0) {
          return false;
        }
      }
      return true;
    }
  }
}
