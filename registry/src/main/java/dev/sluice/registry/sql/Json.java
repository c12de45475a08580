package dev.sluice.registry.sql;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Lists, maps and records kept in one column. */
final class Json {
  private static final JsonMapper MAPPER = new JsonMapper();

  private Json() {}

  static String write(List<?> list) {
    return MAPPER.writeValueAsString(list);
  }

  static <T> List<T> read(String json, Class<T> element) {
    return MAPPER.readerForListOf(element).readValue(json);
  }

  static String write(Map<String, ?> map) {
    return MAPPER.writeValueAsString(map);
  }

  static <T> Map<String, T> readMap(String json, Class<T> value) {
    return MAPPER.readerForMapOf(value).readValue(json);
  }

  static String write(Record value) {
    return MAPPER.writeValueAsString(value);
  }

  static <T extends Record> T readRecord(String json, Class<T> type) {
    return MAPPER.readValue(json, type);
  }
}
