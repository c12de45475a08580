package dev.sluice.registry.environment;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** In which order the parts of what {@code kinde.secureFetch} sends stand. */
public enum SealingLayout {
  /** Nonce, tag, ciphertext: what receivers written after Kinde's documentation read. */
  KINDE("kinde"),
  /** Nonce, ciphertext, tag: what most cryptographic libraries write. */
  TAG_LAST("tag_last");

  private final String key;

  SealingLayout(String key) {
    this.key = key;
  }

  /** Its name in the API and in a store. */
  public String key() {
    return key;
  }

  /**
   * The layout of that name.
   *
   * @throws IllegalArgumentException if there's none, saying which there are
   */
  public static SealingLayout of(String key) {
    Optional<SealingLayout> found =
        Arrays.stream(values()).filter(layout -> layout.key.equals(key)).findFirst();
    return found.orElseThrow(
        () -> new IllegalArgumentException("`secureFetch.layout` must be one of " + known()));
  }

  private static String known() {
    return Arrays.stream(values()).map(SealingLayout::key).collect(Collectors.joining(", "));
  }
}
