package dev.sluice.gateway.http;

import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Refuses what good JSON may hold and no field takes, wherever in a body it stands. A null would
 * count as left out, though who wrote it meant something, such as a guard. Half of a character, a
 * lone surrogate of UTF-16, can't be written in UTF-8: another text would be kept than was sent.
 */
final class NoValue {
  private NoValue() {}

  /**
   * Reads all that is left, and closes it.
   *
   * @throws Refusal 400 naming the field that holds one
   * @throws tools.jackson.core.JacksonException if it isn't JSON
   */
  static void refuse(JsonParser json) {
    CharsetEncoder utf8 = StandardCharsets.UTF_8.newEncoder();
    try (json) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token == JsonToken.VALUE_NULL) {
          throw refusal(json, "is null, which says nothing: leave it out, or give it a value");
        }
        if (token == JsonToken.VALUE_STRING && !utf8.canEncode(json.getString())) {
          throw refusal(json, "has half of a character (a lone surrogate): mend its encoding");
        }
      }
    }
  }

  private static Refusal refusal(JsonParser json, String why) {
    return Refusal.badBody("The field `%s` %s.".formatted(Json.shown(NotJson.path(json)), why));
  }
}
