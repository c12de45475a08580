package dev.sluice.gateway.listen;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of addresses, as CIDR writes it: {@code 10.0.0.0/8}, {@code fd00::/8}, or one address.
 */
public final class AddressRange {
  private static final Pattern FORM = Pattern.compile("([0-9A-Fa-f:.]+)(?:/([0-9]{1,3}))?");

  private final byte[] network;
  private final int bits;

  private AddressRange(byte[] network, int bits) {
    this.network = network;
    this.bits = bits;
  }

  /**
   * The range that the text names.
   *
   * @throws IllegalArgumentException if it names none
   */
  public static AddressRange parse(String text) {
    Matcher form = FORM.matcher(text);
    if (form.matches()) {
      byte[] network = address(form.group(1), text);
      int most = network.length * Byte.SIZE;
      int bits = form.group(2) == null ? most : Integer.parseInt(form.group(2));
      if (bits <= most) {
        return new AddressRange(network, bits);
      }
    }
    throw noRange(text);
  }

  private static byte[] address(String literal, String text) {
    try {
      return InetAddress.ofLiteral(literal).getAddress();
    } catch (IllegalArgumentException e) {
      throw noRange(text);
    }
  }

  private static IllegalArgumentException noRange(String text) {
    return new IllegalArgumentException(
        "`%s` is no range of addresses, such as 10.0.0.0/8, fd00::/8 or 192.0.2.7".formatted(text));
  }

  /** Whether the address is one of them. */
  boolean holds(InetAddress address) {
    byte[] other = address.getAddress();
    if (other.length != network.length) {
      return false;
    }
    int whole = bits / Byte.SIZE;
    int rest = bits % Byte.SIZE;
    int mask = 0xff00 >> rest & 0xff;
    return Arrays.equals(network, 0, whole, other, 0, whole)
        && (rest == 0 || (network[whole] & mask) == (other[whole] & mask));
  }
}
