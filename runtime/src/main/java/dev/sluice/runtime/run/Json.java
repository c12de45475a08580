package dev.sluice.runtime.run;

import java.io.StringWriter;
import java.util.function.UnaryOperator;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/** JSON as text: looked at and copied without building a tree. */
final class Json {
  private static final JsonMapper MAPPER = new JsonMapper();

  private Json() {}

  /** How deep arrays and objects stand in one another. */
  static int depth(String json) {
    int depth = 0;
    int deepest = 0;
    boolean quoted = false;
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (quoted) {
        i += c == '\\' ? 1 : 0;
        quoted = c != '"';
      } else if (c == '"') {
        quoted = true;
      } else if (c == '{' || c == '[') {
        deepest = Math.max(deepest, ++depth);
      } else if (c == '}' || c == ']') {
        depth--;
      }
    }
    return deepest;
  }

  /**
   * The same JSON, with {@code change} made to every text, name and number; a number that it
   * changes becomes text.
   */
  static String rewrite(String json, UnaryOperator<String> change) {
    StringWriter out = new StringWriter(json.length());
    try (JsonParser from = MAPPER.createParser(json);
        JsonGenerator to = MAPPER.createGenerator(out)) {
      for (JsonToken token = from.nextToken(); token != null; token = from.nextToken()) {
        copy(token, from, to, change);
      }
    }
    return out.toString();
  }

  private static void copy(
      JsonToken token, JsonParser from, JsonGenerator to, UnaryOperator<String> change) {
    String text = from.getString();
    switch (token) {
      case PROPERTY_NAME -> to.writeName(change.apply(text));
      case VALUE_STRING -> to.writeString(change.apply(text));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
        String changed = change.apply(text);
        if (changed.equals(text)) {
          to.writeNumber(text);
        } else {
          to.writeString(changed);
        }
      }
      default -> to.copyCurrentEvent(from);
    }
  }
}
