package dev.sluice.registry.environment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An environment's own texts, for {@code kinde.localization}. Immutable.
 *
 * @param defaultLanguage whose texts stand in for those that the wanted languages lack; it may have
 *     none itself, then a text that is missing reads as its key
 * @param texts each language's, by their keys, in the order they were given; at most 256 KiB of
 *     UTF-8 in 200 languages
 */
public record Localization(String defaultLanguage, Map<String, Map<String, String>> texts) {
  public static final String USUAL_LANGUAGE = "en";
  public static final Localization NONE = new Localization(USUAL_LANGUAGE, Map.of());

  /** The most that a language's tags, its keys and its texts may hold in all, in UTF-8. */
  public static final int MOST_BYTES = 256 * 1024;

  public Localization {
    LanguageTag.check("localization.defaultLanguage", defaultLanguage);
    LocalizedTexts.check(texts);
    Map<String, Map<String, String>> copy = new LinkedHashMap<>();
    texts.forEach((language, its) ->
        copy.put(language, Collections.unmodifiableMap(new LinkedHashMap<>(its))));
    texts = Collections.unmodifiableMap(copy);
  }
}
