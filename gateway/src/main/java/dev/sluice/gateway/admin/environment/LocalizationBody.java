package dev.sluice.gateway.admin.environment;

import dev.sluice.gateway.http.Bodies;
import dev.sluice.gateway.openapi.Needed;
import dev.sluice.registry.environment.Localization;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an environment's {@code localization} takes.
 *
 * @param defaultLanguage {@code en} if left out
 * @param texts each language's by their keys
 */
record LocalizationBody(
    @Nullable String defaultLanguage, @Needed @Nullable Map<String, Map<String, String>> texts) {
  private static final String TEXTS = "localization.texts";

  /**
   * @throws dev.sluice.gateway.http.Refusal 400 naming what is missing or not allowed
   */
  Localization localization() {
    Map<String, Map<String, String>> given = Bodies.required(TEXTS, texts);
    given.forEach(LocalizationBody::requireTexts);
    String standIn = defaultLanguage == null ? Localization.USUAL_LANGUAGE : defaultLanguage;
    return Bodies.valid(given, it -> new Localization(standIn, it));
  }

  private static void requireTexts(String language, @Nullable Map<String, String> texts) {
    String field = TEXTS + "." + language;
    Bodies.required(field, texts).forEach((key, text) -> Bodies.required(field + "." + key, text));
  }
}
