package dev.sluice.registry.trust;

import dev.sluice.fixtures.SshSigner;
import java.nio.charset.StandardCharsets;

/** Commits as Git keeps them. */
final class Commits {
  static final String TEXT =
      """
      tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904
      parent 0000000000000000000000000000000000000001
      author Ada <ada@example.com> 1767225600 +0000
      committer Ada <ada@example.com> 1767225600 +0000

      Grant the staff role

      gpgsig is only a word here
      """;

  private Commits() {}

  static byte[] unsigned() {
    return TEXT.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] signed(String signature) {
    return SshSigner.signed(unsigned(), "gpgsig", signature);
  }

  static byte[] changed(byte[] commit, String from, String to) {
    return bytes(text(commit).replace(from, to));
  }

  /** A character a byte. */
  static String text(byte[] commit) {
    return new String(commit, StandardCharsets.ISO_8859_1);
  }

  static byte[] bytes(String commit) {
    return commit.getBytes(StandardCharsets.ISO_8859_1);
  }
}
