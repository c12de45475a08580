package dev.sluice.runtime.run;

import dev.sluice.runtime.JsonText;
import dev.sluice.runtime.Texts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The host's half of {@code kinde.localization}, for one run: the environment's texts in the
 * language of the event. Belongs to the run's thread.
 */
final class TextBinding {
  private static final int MOST_LANGUAGES = 10;
  private static final int LONGEST_TAG = 35;

  private final Texts texts;
  private final JsonText event;
  private @Nullable List<String> languages;

  TextBinding(Texts texts, JsonText event) {
    this.texts = texts;
    this.event = event;
  }

  /** The text; the key itself where there is none. */
  String find(String key) {
    @Nullable List<String> wanted = languages;
    if (wanted == null) {
      wanted = languages(event.tree().path("request"));
      languages = wanted;
    }
    return texts.find(key, wanted).orElse(key);
  }

  /**
   * What the flow shows comes first, then what its authorization URL asked for: {@code lang}, or
   * OpenID Connect's {@code ui_locales}, a list.
   */
  private static List<String> languages(JsonNode request) {
    JsonNode asked = request.path("authUrlParams");
    List<String> languages = new ArrayList<>();
    languages.add(request.path("locale").path("lang").asString(""));
    languages.add(asked.path("lang").asString(""));
    languages.addAll(List.of(asked.path("ui_locales").asString("").split(" ", MOST_LANGUAGES)));
    return languages.stream().filter(tag -> tag.length() <= LONGEST_TAG).toList();
  }
}
