package dev.sluice.registry.trust;

import java.util.regex.Pattern;

/**
 * Someone whose commits are taken.
 *
 * @param name what they are called in logs: 1 to 100 characters
 */
public record Signer(String name, SignerKey key) {
  private static final Pattern NAME = Pattern.compile("(?=.*\\S)[^\\p{Cntrl}]{1,100}");

  public Signer {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("a signer's name has 1 to 100 characters, on one line");
    }
  }
}
