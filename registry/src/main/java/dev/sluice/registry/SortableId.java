package dev.sluice.registry;

import java.security.SecureRandom;
import java.time.Clock;

/**
 * Makes the tail of ids: ten characters of time (48 bits of milliseconds) and sixteen of chance (80
 * bits), in Crockford's base 32, so that ids made later sort later. Thread-safe.
 */
public final class SortableId {
  private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
  private static final SecureRandom RANDOM = new SecureRandom();

  private SortableId() {}

  /** A fresh id: {@code prefix}, an underscore and 26 characters. */
  public static String next(String prefix, Clock clock) {
    byte[] chance = new byte[10];
    RANDOM.nextBytes(chance);
    StringBuilder id = new StringBuilder(prefix).append('_');
    appendBits(id, clock.millis(), 50);
    appendBits(id, fiveBytes(chance, 0), 40);
    appendBits(id, fiveBytes(chance, 5), 40);
    return id.toString();
  }

  private static long fiveBytes(byte[] bytes, int from) {
    long value = 0;
    for (int i = from; i < from + 5; i++) {
      value = value << 8 | (bytes[i] & 0xff);
    }
    return value;
  }

  private static void appendBits(StringBuilder out, long value, int bits) {
    for (int shift = bits - 5; shift >= 0; shift -= 5) {
      out.append(ALPHABET[(int) (value >>> shift) & 31]);
    }
  }
}
