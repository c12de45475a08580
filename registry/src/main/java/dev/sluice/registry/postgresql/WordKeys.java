package dev.sluice.registry.postgresql;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;

/** What stands for words in {@code run_words}: themselves, or their digests if they are long. */
final class WordKeys {
  /** In characters; an index takes 2,700 bytes for one. */
  private static final int LONGEST = 500;

  private WordKeys() {}

  /** Of each word in what {@code RunIndex.Entry} holds, once. */
  static String[] in(String text) {
    return of(Arrays.asList(text.split("[\\x00-\\x7f&&[^a-z0-9]]+", -1)));
  }

  static String[] of(Collection<String> words) {
    return words.stream()
        .filter(word -> !word.isEmpty())
        .distinct()
        .map(WordKeys::key)
        .toArray(String[]::new);
  }

  private static String key(String word) {
    return word.length() <= LONGEST ? word : "\ue000x" + digest(word);
  }

  private static String digest(String word) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(word.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
