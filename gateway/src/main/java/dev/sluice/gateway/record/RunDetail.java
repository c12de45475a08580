package dev.sluice.gateway.record;

import dev.sluice.gateway.http.Json;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * What a remembered run decided, as raw JSON: a workflow may nest its effects deeper, or name a
 * member more often, than a tree would hold. Immutable.
 *
 * @param effects a JSON value
 * @param error a JSON value, of a failed run
 * @param traceId 32 hexadecimal digits, of a run that was part of a trace
 */
public record RunDetail(String effects, Optional<String> error, Optional<String> traceId) {
  /** Bounds only what a reader builds; all that is read here is passed over. */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(Integer.MAX_VALUE).build())
          .build();

  static RunDetail of(
      String effects, Optional<Map<String, Object>> error, Optional<String> traceId) {
    return new RunDetail(effects.strip(), error.map(Json::write), traceId);
  }

  /**
   * The JSON object that is stored.
   *
   * @throws IllegalStateException if the effects aren't JSON, and so couldn't be shown
   */
  String stored() {
    String text =
        "{\"effects\":"
            + effects
            + error.map(it -> ",\"error\":" + it).orElse("")
            + traceId.map(it -> ",\"traceId\":\"" + it + "\"").orElse("")
            + "}";
    if (!parse(text).equals(Optional.of(this))) {
      throw new IllegalStateException("the run's effects aren't JSON");
    }
    return text;
  }

  /** What {@link #stored} gave; empty if it isn't that. */
  public static Optional<RunDetail> parse(String text) {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
      Map<String, String> members = members(parser, text);
      @Nullable String effects = members.get("effects");
      return parser.nextToken() != null || effects == null
          ? Optional.empty()
          : Optional.of(
              new RunDetail(
                  effects,
                  Optional.ofNullable(members.get("error")),
                  Optional.ofNullable(members.get("traceId")).map(RunDetail::unquoted)));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static String unquoted(String json) {
    return json.substring(1, json.length() - 1);
  }

  private static Map<String, String> members(JsonParser parser, String text) {
    Map<String, String> members = new HashMap<>();
    parser.nextToken();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      int from = (int) parser.currentTokenLocation().getCharOffset();
      parser.skipChildren();
      // A number is only known to have ended once what follows was read.
      parser.finishToken();
      members.put(name, text.substring(from, (int) parser.currentLocation().getCharOffset()));
    }
    return members;
  }
}
