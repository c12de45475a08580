package dev.sluice.runtime.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a kept token belongs to; a token never serves another.
 *
 * @param keySource a digest of how it is checked: short, and no secret
 */
public record TokenKey(String environment, String workflow, String name, String keySource) {

  /** Of the token that a workflow names so and has checked that way. */
  public static TokenKey of(String environment, String workflow, String name, String keySource) {
    return new TokenKey(environment, workflow, name, digest(keySource));
  }

  private static String digest(String text) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
