package dev.sluice.registry.environment;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The rules for {@code localization.texts}. Belongs to one check. */
final class LocalizedTexts {
  private static final String FIELD = "localization.texts";
  private static final int MOST_LANGUAGES = 200;
  private static final int LONGEST_KEY = 200;

  private final Map<String, String> seen = new HashMap<>();
  private long bytes;

  private LocalizedTexts() {}

  /**
   * @throws IllegalArgumentException if they aren't good, saying which and why
   */
  static void check(Map<String, Map<String, String>> texts) {
    if (texts.size() > MOST_LANGUAGES) {
      throw wrong("", "has %,d languages; it may have %,d".formatted(texts.size(), MOST_LANGUAGES));
    }
    LocalizedTexts check = new LocalizedTexts();
    texts.forEach(check::language);
    if (check.bytes > Localization.MOST_BYTES) {
      throw wrong(
          "",
          "holds %,d bytes of languages, keys and texts; it may hold %,d"
              .formatted(check.bytes, Localization.MOST_BYTES));
    }
  }

  private void language(String language, Map<String, String> texts) {
    LanguageTag.check(FIELD, language);
    String twin = seen.put(LanguageTag.plain(language), language);
    if (twin != null) {
      throw wrong("", "has `%s` and `%s`, which are one language".formatted(twin, language));
    }
    bytes += size("", language);
    texts.forEach((key, text) -> text("." + language, key, text));
  }

  private void text(String at, String key, String text) {
    if (key.isBlank() || key.length() > LONGEST_KEY) {
      throw wrong(
          at,
          "has the key `%s`; a key has 1 to %d characters, not only blanks"
              .formatted(Shown.of(key), LONGEST_KEY));
    }
    bytes += size(at, key) + size(at + "." + key, text);
  }

  private static int size(String at, String text) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw wrong(at, "has half of a character (an unpaired surrogate); mend its encoding");
    }
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static IllegalArgumentException wrong(String at, String how) {
    return new IllegalArgumentException("`%s%s` %s".formatted(FIELD, Shown.of(at), how));
  }
}
