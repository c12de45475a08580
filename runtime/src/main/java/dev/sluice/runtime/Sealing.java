package dev.sluice.runtime;

import java.util.Map;
import java.util.Optional;

/**
 * How an environment seals what {@code kinde.secureFetch} sends. Immutable.
 *
 * @param keys the active one of each workflow that has one, by the workflow's id
 */
public record Sealing(Layout layout, Map<String, SealingKey> keys) {
  /** No workflow has a key. */
  public static final Sealing NONE = new Sealing(Layout.KINDE, Map.of());

  public Sealing {
    keys = Map.copyOf(keys);
  }

  /** In which order the parts of a sealed body stand. */
  public enum Layout {
    /** Nonce, tag, ciphertext: what receivers written after Kinde's documentation read. */
    KINDE,
    /** Nonce, ciphertext, tag: what most cryptographic libraries write. */
    TAG_LAST
  }

  /** What seals for that workflow; empty if it has no active key. */
  public Optional<Seal> seal(String workflow) {
    return Optional.ofNullable(keys.get(workflow)).map(key -> new Seal(key, layout));
  }

  /** One workflow's key, with the order its receivers expect. */
  public record Seal(SealingKey key, Layout layout) {
    /** The text, sealed under a nonce of its own, in base64url without padding. */
    public String close(String text) {
      return key.seal(text, layout);
    }
  }
}
