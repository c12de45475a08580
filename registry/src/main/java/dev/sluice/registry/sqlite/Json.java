package dev.sluice.registry.sqlite;

import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Lists kept in one column. */
final class Json {
  private static final JsonMapper MAPPER = new JsonMapper();

  private Json() {}

  static String write(List<?> list) {
    return MAPPER.writeValueAsString(list);
  }

  static <T> List<T> read(String json, Class<T> element) {
    return MAPPER.readerForListOf(element).readValue(json);
  }
}
