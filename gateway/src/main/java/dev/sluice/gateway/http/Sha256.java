package dev.sluice.gateway.http;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** A SHA-256, by which we know something without keeping it. Compared in constant time. */
public final class Sha256 {
  /** Copied for each use: looking one up costs more than a key's whole digest. */
  private static final MessageDigest UNUSED = digest();

  private final byte[] hash;

  private Sha256(byte[] hash) {
    this.hash = hash;
  }

  public static Sha256 of(byte[] content) {
    try {
      return new Sha256(((MessageDigest) UNUSED.clone()).digest(content));
    } catch (CloneNotSupportedException e) {
      throw new AssertionError("the JDK's own digests can be copied", e);
    }
  }

  /**
   * The one that reads so in hexadecimal.
   *
   * @throws IllegalArgumentException if none does
   */
  public static Sha256 ofHex(String hex) {
    byte[] hash = HexFormat.of().parseHex(hex);
    if (hash.length != UNUSED.getDigestLength()) {
      throw new IllegalArgumentException("a SHA-256 has 64 hexadecimal digits");
    }
    return new Sha256(hash);
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  /** In hexadecimal. */
  public String hex() {
    return HexFormat.of().formatHex(hash);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Sha256 that && MessageDigest.isEqual(hash, that.hash);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(hash);
  }
}
