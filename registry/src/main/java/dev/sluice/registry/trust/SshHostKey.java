package dev.sluice.registry.trust;

import java.util.Base64;
import java.util.regex.Pattern;

/**
 * The public key that an SSH server proves itself with. Immutable.
 *
 * @param text type and base64, e.g. {@code ssh-ed25519 AAAA…}
 */
public record SshHostKey(String text) {
  private static final int LONGEST = 4_096;
  private static final Pattern SPACE = Pattern.compile("[ \\t]+");

  /**
   * @throws IllegalArgumentException if it's no key of a type that is taken
   */
  public SshHostKey {
    SshListedKey.read(text);
  }

  /**
   * The key in a line as servers publish it: with or without a comment, or with the host's name
   * before it, as {@code known_hosts} has it.
   *
   * @throws IllegalArgumentException if there's none: why, and what to do
   */
  public static SshHostKey read(String line) {
    String trimmed = line.strip();
    if (trimmed.length() > LONGEST) {
      throw new IllegalArgumentException("an SSH host key is one line, and not that long a one");
    }
    if (trimmed.contains("PRIVATE KEY")) {
      throw new IllegalArgumentException("this is a private key: give the host's public one");
    }
    String[] words = SPACE.split(trimmed, 4);
    int type = words.length > 2 && !SshListedKey.looksLike(words[0]) ? 1 : 0;
    if (words.length < type + 2 || !SshListedKey.looksLike(words[type])) {
      throw new IllegalArgumentException(
          "an SSH host key is a line such as `ssh-ed25519 AAAA…`; ssh-keyscan shows a host's, to be"
              + " compared with what the host publishes");
    }
    return new SshHostKey(words[type] + " " + words[type + 1]);
  }

  /** As {@code ssh-keygen -l} shows it, e.g. {@code SHA256:…}. */
  public String fingerprint() {
    return SshListedKey.fingerprint(Base64.getDecoder().decode(SPACE.split(text, 2)[1]));
  }
}
