package dev.sluice.runtime;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An environment's own texts, for {@code kinde.localization}. Immutable.
 *
 * @param byLanguage each language's texts by their keys; a language is a BCP 47 tag such as {@code
 *     de-CH}, in any case
 * @param defaultLanguage whose texts stand in for those that the wanted languages lack
 */
public record Texts(Map<String, Map<String, String>> byLanguage, String defaultLanguage) {
  public static final Texts NONE = new Texts(Map.of(), "en");

  public Texts {
    Map<String, Map<String, String>> copy = new HashMap<>();
    byLanguage.forEach((language, texts) -> copy.put(plain(language), Map.copyOf(texts)));
    byLanguage = Map.copyOf(copy);
    defaultLanguage = plain(defaultLanguage);
  }

  /**
   * The text in the first of those languages that has it, else in the default language; each falls
   * back from {@code de-CH} to {@code de} before the next is tried (RFC 4647, lookup).
   */
  public Optional<String> find(String key, List<String> languages) {
    for (String language : languages) {
      Optional<String> found = findIn(plain(language), key);
      if (found.isPresent()) {
        return found;
      }
    }
    return findIn(defaultLanguage, key);
  }

  private Optional<String> findIn(String language, String key) {
    String range = language;
    while (!range.isEmpty()) {
      String text = byLanguage.getOrDefault(range, Map.of()).get(key);
      if (text != null) {
        return Optional.of(text);
      }
      range = range.substring(0, Math.max(range.lastIndexOf('-'), 0));
    }
    return Optional.empty();
  }

  private static String plain(String language) {
    return language.strip().replace('_', '-').toLowerCase(Locale.ROOT);
  }
}
