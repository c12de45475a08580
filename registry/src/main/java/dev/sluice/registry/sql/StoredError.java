package dev.sluice.registry.sql;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** What a failed run is found by beside its log, read from what was answered to its caller. */
final class StoredError {
  /** Effects may be nested deeper than a reader of trees would take; they are passed over. */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(Integer.MAX_VALUE).build())
          .build();

  private StoredError() {}

  /** The texts of its {@code error}; none if it has no such thing. */
  static String words(String detail) {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), detail)) {
      StringBuilder words = new StringBuilder();
      parser.nextToken();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        boolean isError = parser.currentName().equals("error");
        parser.nextToken();
        if (isError) {
          addTexts(parser, words);
        } else {
          parser.skipChildren();
        }
      }
      return words.toString();
    } catch (JacksonException notJson) {
      return "";
    }
  }

  private static void addTexts(JsonParser parser, StringBuilder words) {
    int depth = 0;
    for (JsonToken token = parser.currentToken(); token != null; token = parser.nextToken()) {
      if (token == JsonToken.VALUE_STRING) {
        words.append(parser.getString()).append(' ');
      }
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      if (depth == 0) {
        return;
      }
    }
  }
}
