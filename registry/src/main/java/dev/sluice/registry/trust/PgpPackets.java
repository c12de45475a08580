package dev.sluice.registry.trust;

import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Armored OpenPGP packets (RFC 9580), taken apart only as far as to know that the library can be
 * trusted with them: it sets memory aside for lengths that it is told. Not thread-safe.
 */
final class PgpPackets {
  static final int SIGNATURE = 2;
  static final int PRIMARY_KEY = 6;
  static final int SUBKEY = 14;
  private static final Set<Integer> SECRET = Set.of(5, 7);

  /** The versions that are read of each kind of packet; of those that aren't here, all are. */
  private static final Map<Integer, Set<Integer>> VERSIONS =
      Map.of(SIGNATURE, Set.of(3, 4), PRIMARY_KEY, Set.of(4), SUBKEY, Set.of(4));

  private final byte[] bytes;
  private final Map<Integer, Integer> counts = new HashMap<>();
  private int at;

  private PgpPackets(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * @throws IllegalArgumentException if they can't be read
   */
  static PgpPackets read(Armor armor, String text) {
    PgpPackets packets = new PgpPackets(decoded(armor.inside(text)));
    while (packets.at < packets.bytes.length) {
      packets.next();
    }
    return packets;
  }

  /** Headers, a blank line, base64, and a checksum, which signatures make needless. */
  private static byte[] decoded(String inside) {
    List<String> lines = inside.lines().map(String::strip).skip(1).toList();
    int blank = lines.indexOf("");
    if (blank < 0) {
      throw new IllegalArgumentException("the empty line before its text is missing");
    }
    String base64 =
        lines.stream()
            .skip(blank)
            .filter(line -> !line.startsWith("="))
            .collect(Collectors.joining());
    return Base64.getDecoder().decode(base64);
  }

  byte[] bytes() {
    return bytes.clone();
  }

  int count(int tag) {
    return counts.getOrDefault(tag, 0);
  }

  int countAll() {
    return counts.values().stream().mapToInt(it -> it).sum();
  }

  private void next() {
    int header = octet();
    if ((header & 0x80) == 0) {
      throw new IllegalArgumentException("it isn't made of OpenPGP packets");
    }
    boolean isNew = (header & 0x40) != 0;
    int tag = isNew ? header & 0x3f : (header >> 2) & 0x0f;
    int length = isNew ? newLength() : oldLength(header & 0x03);
    if (length < 1 || length > bytes.length - at) {
      throw new IllegalArgumentException("it ends too early");
    }
    check(tag, bytes[at]);
    counts.merge(tag, 1, Integer::sum);
    at += length;
  }

  private static void check(int tag, int version) {
    if (SECRET.contains(tag)) {
      throw new IllegalArgumentException(
          "there is a private key in it, which is now known to more than its owner: replace it");
    }
    Set<Integer> known = VERSIONS.get(tag);
    if (known != null && !known.contains(version)) {
      throw new IllegalArgumentException(
          "it is of OpenPGP's version %d, and only version 4 is taken".formatted(version));
    }
  }

  private int newLength() {
    int first = octet();
    if (first < 192) {
      return first;
    }
    if (first < 224) {
      return ((first - 192) << 8) + octet() + 192;
    }
    if (first < 255) {
      throw new IllegalArgumentException("it has a packet in parts");
    }
    return number(4);
  }

  private int oldLength(int type) {
    if (type == 3) {
      throw new IllegalArgumentException("it has a packet without a length");
    }
    return number(1 << type);
  }

  private int number(int octets) {
    int number = 0;
    for (int i = 0; i < octets; i++) {
      number = (number << 8) | octet();
    }
    return number;
  }

  private int octet() {
    if (at >= bytes.length) {
      throw new IllegalArgumentException("it ends too early");
    }
    return Byte.toUnsignedInt(bytes[at++]);
  }
}
