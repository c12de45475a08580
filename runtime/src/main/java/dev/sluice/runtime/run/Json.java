package dev.sluice.runtime.run;

import java.io.StringWriter;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
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
   *
   * @param instead the text that stands for a member's whole value, by its name; null for none
   */
  static String rewrite(String json, UnaryOperator<String> change, Instead instead) {
    StringWriter out = new StringWriter(json.length());
    try (JsonParser from = MAPPER.createParser(json);
        JsonGenerator to = MAPPER.createGenerator(out)) {
      for (JsonToken token = from.nextToken(); token != null; token = from.nextToken()) {
        @Nullable String whole =
            token == JsonToken.PROPERTY_NAME ? instead.of(from.currentName()) : null;
        copy(token, from, to, change);
        if (whole != null) {
          from.nextToken();
          from.skipChildren();
          to.writeString(whole);
        }
      }
    }
    return out.toString();
  }

  /** What stands for the value of a member of that name, if something does. */
  interface Instead {
    @Nullable String of(String name);
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
