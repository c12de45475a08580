package dev.sluice.runtime.fetch;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * Which addresses belong to the public internet: all but those IANA's special-purpose registries
 * (RFC 6890 and its successors) set apart. An IPv6 address that stands for an IPv4 one counts as
 * that.
 */
final class PublicAddresses {
  /** The addresses that begin with the same bits. */
  private static final class Block {
    private final byte[] prefix;
    private final int bits;

    Block(byte[] prefix, int bits) {
      this.prefix = prefix;
      this.bits = bits;
    }

    boolean contains(byte[] address) {
      int whole = bits / 8;
      int rest = bits % 8;
      if (!Arrays.equals(address, 0, whole, prefix, 0, whole)) {
        return false;
      }
      int mask = 0xff << (8 - rest);
      return rest == 0 || ((address[whole] ^ prefix[whole]) & mask) == 0;
    }
  }

  private static final List<Block> SPECIAL_V4 =
      List.of(
          v4(8, 0), // this network
          v4(8, 10), // private
          v4(10, 100, 64), // shared by carriers
          v4(8, 127), // loopback
          v4(16, 169, 254), // link-local, cloud metadata
          v4(12, 172, 16), // private
          v4(24, 192, 0, 0), // protocol assignments
          v4(24, 192, 0, 2), // documentation
          v4(24, 192, 88, 99), // 6to4 relays
          v4(16, 192, 168), // private
          v4(15, 198, 18), // benchmarks
          v4(24, 198, 51, 100), // documentation
          v4(24, 203, 0, 113), // documentation
          v4(4, 224), // multicast
          v4(4, 240)); // reserved, broadcast

  /** Global unicast; inside it, what is set apart or carries another address. */
  private static final Block GLOBAL_V6 = v6(3, 0x20);

  private static final List<Block> SPECIAL_V6 =
      List.of(
          v6(23, 0x20, 0x01, 0x00, 0x00), // protocol assignments, Teredo
          v6(32, 0x20, 0x01, 0x0d, 0xb8), // documentation
          v6(16, 0x20, 0x02), // 6to4
          v6(20, 0x3f, 0xff, 0x00)); // documentation

  private static final Block NAT64 = v6(96, 0x00, 0x64, 0xff, 0x9b);

  private PublicAddresses() {}

  static boolean contains(InetAddress address) {
    byte[] bytes = address.getAddress();
    return switch (address) {
      case Inet4Address v4 -> isPublicV4(bytes);
      case Inet6Address v6 -> isPublicV6(bytes);
      default -> false;
    };
  }

  private static boolean isPublicV4(byte[] address) {
    return SPECIAL_V4.stream().noneMatch(block -> block.contains(address));
  }

  private static boolean isPublicV6(byte[] address) {
    if (NAT64.contains(address)) {
      return isPublicV4(Arrays.copyOfRange(address, 12, 16));
    }
    return GLOBAL_V6.contains(address)
        && SPECIAL_V6.stream().noneMatch(block -> block.contains(address));
  }

  private static Block v4(int bits, int... prefix) {
    return new Block(bytes(4, prefix), bits);
  }

  private static Block v6(int bits, int... prefix) {
    return new Block(bytes(16, prefix), bits);
  }

  private static byte[] bytes(int length, int... prefix) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < prefix.length; i++) {
      bytes[i] = (byte) prefix[i];
    }
    return bytes;
  }
}
