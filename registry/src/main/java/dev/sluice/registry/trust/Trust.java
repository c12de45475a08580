package dev.sluice.registry.trust;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whose commits an environment takes.
 *
 * @param signers one of them must have signed the commit; empty takes commits as they are. At most
 *     100, with 512 KiB of keys in all, no name and no key twice
 */
public record Trust(List<Signer> signers) {
  public static final Trust NONE = new Trust(List.of());

  /** The most that all keys may have, in UTF-8. */
  public static final int MOST_BYTES = 512 * 1024;

  private static final int MOST_SIGNERS = 100;

  public Trust {
    signers = List.copyOf(signers);
    if (signers.size() > MOST_SIGNERS) {
      throw new IllegalArgumentException(
          "`trust.signers` may have %d entries, not %,d".formatted(MOST_SIGNERS, signers.size()));
    }
    if (signers.stream().mapToInt(Trust::bytes).sum() > MOST_BYTES) {
      throw new IllegalArgumentException(
          "`trust.signers` may have %,d bytes of keys in all".formatted(MOST_BYTES));
    }
    checkDistinct(signers);
  }

  private static int bytes(Signer signer) {
    return signer.key().text().getBytes(StandardCharsets.UTF_8).length;
  }

  private static void checkDistinct(List<Signer> signers) {
    Map<String, String> names = new HashMap<>();
    Map<String, String> keys = new HashMap<>();
    for (Signer signer : signers) {
      if (names.put(signer.name(), signer.name()) != null) {
        throw new IllegalArgumentException(
            "`trust.signers` has the name `%s` twice".formatted(signer.name()));
      }
      String other = keys.put(signer.key().fingerprint(), signer.name());
      if (other != null) {
        throw new IllegalArgumentException(
            "`trust.signers` has one key twice, as `%s` and as `%s`"
                .formatted(other, signer.name()));
      }
    }
  }

  /** Whether a commit without a signature is refused. */
  public boolean asksForSignatures() {
    return !signers.isEmpty();
  }

  /**
   * Judges a commit by these signers.
   *
   * @param commit the commit's object as Git keeps it, without Git's own header
   */
  public Verdict judge(byte[] commit, Instant now) {
    try {
      SignedCommit signed = SignedCommit.parse(commit);
      return new Verdict.Signed(signed.signature().signer(signers, signed.payload(), now));
    } catch (RefusedException e) {
      return e.verdict();
    }
  }
}
