package dev.sluice.gateway.trigger;

import dev.sluice.gateway.http.Json;
import dev.sluice.gateway.http.Refusal;
import dev.sluice.registry.run.UserId;
import dev.sluice.runtime.JsonText;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * The body of a call to the run API. Event and tokens are checked and passed through as they came,
 * since every login would wait for what is built from them and written again. The event may hold
 * anything; beside it nothing unknown is taken, so that a misspelt token isn't missed.
 *
 * @param event an object
 * @param tokens an object of objects; empty if none were given
 * @param user {@code event.context.user.id}, if it has one
 */
record RunCall(JsonText event, JsonText tokens, Optional<UserId> user) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final List<String> FIELDS = List.of("event", "tokens");
  private static final List<String> TOKENS = List.of("accessToken", "idToken", "m2mToken");
  private static final Set<String> EVENT_OBJECTS = Set.of("request", "context");

  /** What some editors begin a file with; RFC 8259 lets it be passed over. */
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private static final String NO_EVENT = "`event` must be an object with `request` and `context`.";

  /**
   * Reads a body, as JSON whatever its content type says.
   *
   * @throws Refusal 400 if it isn't what the run API takes
   */
  static RunCall parse(byte[] body) {
    String text = decode(body);
    try (JsonParser json = JSON.createParser(text)) {
      RunCall call = call(json, text);
      require(json.nextToken() == null, "The body must be one JSON object, and nothing after it.");
      return call;
    } catch (JacksonException e) {
      throw Json.unreadable(e);
    }
  }

  private static String decode(byte[] body) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
    } catch (CharacterCodingException e) {
      throw Refusal.badBody("The body isn't JSON: it isn't written in UTF-8.");
    }
  }

  private static RunCall call(JsonParser json, String text) {
    require(
        json.nextToken() == JsonToken.START_OBJECT,
        "The body must be a JSON object: {\"event\":{…}}.");
    JsonText event = null;
    JsonText tokens = null;
    EventUser user = new EventUser();
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      switch (name) {
        case "event" -> event = first(name, event, event(json, value, text, user));
        case "tokens" -> tokens = first(name, tokens, tokens(json, value, text));
        default -> throw Refusal.badBody(Json.unknownField(name, FIELDS));
      }
    }
    if (event == null) {
      throw Refusal.badBody(NO_EVENT);
    }
    return new RunCall(event, tokens == null ? JsonText.EMPTY : tokens, user.found());
  }

  private static JsonText first(String name, @Nullable JsonText before, JsonText value) {
    if (before != null) {
      throw Refusal.badBody(Json.twice(name));
    }
    return value;
  }

  private static JsonText event(JsonParser json, JsonToken value, String text, EventUser user) {
    require(value == JsonToken.START_OBJECT, NO_EVENT);
    return members(
        json,
        text,
        (name, member) -> {
          require(
              member == JsonToken.START_OBJECT || !EVENT_OBJECTS.contains(name),
              "`event." + name + "` must be an object.");
          user.look(json, name);
        });
  }

  private static JsonText tokens(JsonParser json, JsonToken value, String text) {
    require(
        value == JsonToken.START_OBJECT,
        "`tokens` must be an object; leave it out if there are none.");
    Set<String> seen = new HashSet<>();
    return members(
        json,
        text,
        (name, member) -> {
          token(name, member == JsonToken.START_OBJECT);
          require(seen.add(name), Json.twice("tokens." + name));
        });
  }

  private static void token(String name, boolean object) {
    if (!TOKENS.contains(name)) {
      throw Refusal.badBody(Json.unknownField("tokens." + name, TOKENS));
    }
    require(object, "`tokens." + name + "` must be an object of claims.");
  }

  /** Looks at one member: its name, and what its value begins with. */
  private interface Check {
    void look(String name, JsonToken member);
  }

  /** The object that the parser has just begun, to its end. */
  private static JsonText members(JsonParser json, String text, Check check) {
    int from = (int) json.currentTokenLocation().getCharOffset();
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      check.look(json.currentName(), json.nextToken());
      json.skipChildren();
    }
    return JsonText.of(text.substring(from, (int) json.currentLocation().getCharOffset()));
  }

  private static void require(boolean good, String otherwise) {
    if (!good) {
      throw Refusal.badBody(otherwise);
    }
  }
}
