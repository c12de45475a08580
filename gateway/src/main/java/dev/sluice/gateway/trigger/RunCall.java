package dev.sluice.gateway.trigger;

import dev.sluice.gateway.http.Json;
import dev.sluice.gateway.http.Refusal;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The body of a call to the run API. The event is passed through whole.
 *
 * @param event an object
 * @param tokens an object of objects; empty if none were given
 */
record RunCall(JsonNode event, JsonNode tokens) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final List<String> EVENT_OBJECTS = List.of("request", "context");

  /**
   * Reads a body, as JSON whatever its content type says.
   *
   * @throws Refusal 400 if it isn't what the run API takes
   */
  static RunCall parse(byte[] body) {
    JsonNode call = object(body);
    JsonNode event = call.path("event");
    require(event.isObject(), "`event` must be an object with `request` and `context`.");
    for (String part : EVENT_OBJECTS) {
      require(
          event.path(part).isMissingNode() || event.path(part).isObject(),
          "`event." + part + "` must be an object.");
    }
    return new RunCall(event, tokens(call.path("tokens")));
  }

  private static JsonNode object(byte[] body) {
    try {
      JsonNode call = JSON.readTree(body);
      require(call.isObject(), "The body must be a JSON object: {\"event\":{…}}.");
      return call;
    } catch (JacksonException e) {
      throw Refusal.badBody("The body isn't JSON: " + Json.where(e));
    }
  }

  private static JsonNode tokens(JsonNode tokens) {
    if (tokens.isMissingNode() || tokens.isNull()) {
      return JSON.createObjectNode();
    }
    require(tokens.isObject(), "`tokens` must be an object.");
    for (String name : tokens.propertyNames()) {
      require(tokens.path(name).isObject(), "`tokens." + name + "` must be an object of claims.");
    }
    return tokens;
  }

  private static void require(boolean good, String otherwise) {
    if (!good) {
      throw Refusal.badBody(otherwise);
    }
  }
}
