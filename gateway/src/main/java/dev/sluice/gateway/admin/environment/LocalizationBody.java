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
  /**
   * @throws dev.sluice.gateway.http.Refusal 400 naming what is missing or not allowed
   */
  Localization localization() {
    Map<String, Map<String, String>> given = Bodies.required("localization.texts", texts);
    String standIn = defaultLanguage == null ? Localization.USUAL_LANGUAGE : defaultLanguage;
    return Bodies.valid(given, it -> new Localization(standIn, it));
  }
}
