package dev.sluice.registry.trust;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Reads what SSH writes (RFC 4251, section 5). Whatever is too short, too long or negative is an
 * {@link IllegalArgumentException}. Not thread-safe.
 */
final class SshWire {
  private final ByteBuffer bytes;

  SshWire(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes);
  }

  byte[] raw(int count) {
    if (count < 0 || count > bytes.remaining()) {
      throw new IllegalArgumentException("it ends too early");
    }
    byte[] taken = new byte[count];
    bytes.get(taken);
    return taken;
  }

  int number() {
    return ByteBuffer.wrap(raw(Integer.BYTES)).getInt();
  }

  byte[] string() {
    return raw(number());
  }

  String text() {
    return new String(string(), StandardCharsets.ISO_8859_1);
  }

  /** A number that is above 0. */
  BigInteger positive() {
    byte[] digits = string();
    if (digits.length == 0 || digits[0] < 0) {
      throw new IllegalArgumentException("a number in it isn't above 0");
    }
    return new BigInteger(digits);
  }

  void end() {
    if (bytes.hasRemaining()) {
      throw new IllegalArgumentException("it has more in it than it should");
    }
  }
}
