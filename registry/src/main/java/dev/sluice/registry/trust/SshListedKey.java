package dev.sluice.registry.trust;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** An SSH public key as its {@code .pub} file has it, and as signatures name it. */
final class SshListedKey {
  private static final Pattern SPACE = Pattern.compile("[ \\t]+");

  private final byte[] blob;
  private final SshKey key;

  private SshListedKey(byte[] blob, SshKey key) {
    this.blob = blob;
    this.key = key;
  }

  static boolean looksLike(String text) {
    return text.startsWith("ssh-") || text.startsWith("ecdsa-") || text.startsWith("sk-");
  }

  /**
   * The key in a line of type, base64 and, optionally, a comment.
   *
   * @throws IllegalArgumentException if there's none
   */
  static SshListedKey read(String line) {
    if (line.lines().count() != 1) {
      throw new IllegalArgumentException("an SSH key is one line; list each key on its own");
    }
    String[] words = SPACE.split(line, 3);
    if (words.length < 2) {
      throw new IllegalArgumentException(
          "an SSH key is a line such as `ssh-ed25519 AAAA… comment`");
    }
    return of(decoded(words[1]), words[0]);
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("what follows the key's type isn't base64", e);
    }
  }

  private static SshListedKey of(byte[] blob, String type) {
    SshWire wire = new SshWire(blob);
    if (!wire.text().equals(type)) {
      throw new IllegalArgumentException("the key isn't of the type that its line begins with");
    }
    return new SshListedKey(blob, SshKey.read(type, wire));
  }

  SignerKey describe(String text) {
    return new SignerKey(
        SignerKey.Kind.SSH, text, fingerprint(blob), Optional.empty(), Optional.empty());
  }

  boolean is(byte[] other) {
    return Arrays.equals(blob, other);
  }

  SshKey key() {
    return key;
  }

  /** As {@code ssh-keygen -l} shows it. */
  static String fingerprint(byte[] blob) {
    byte[] digest = digest("SHA-256", blob);
    return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
  }

  static byte[] digest(String algorithm, byte[] bytes) {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + algorithm, e);
    }
  }
}
