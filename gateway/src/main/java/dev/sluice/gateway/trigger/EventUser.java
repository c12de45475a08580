package dev.sluice.gateway.trigger;

import dev.sluice.registry.run.UserId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Finds {@code context.user.id} while an event is read, so that it isn't read twice. As in
 * JavaScript, the last of several counts. Of one reading.
 */
final class EventUser {
  private @Nullable String id;

  /**
   * Looks at a member of the event, whose value the parser is at; leaves it at its end if it looked
   * inside.
   */
  void look(JsonParser json, String name) {
    if (name.equals("context")) {
      id = null;
      members(
          json,
          (inContext, _) -> {
            if (inContext.equals("user")) {
              id = null;
              members(json, this::lookAtId);
            }
          });
    }
  }

  private void lookAtId(String name, JsonParser json) {
    if (name.equals("id")) {
      boolean isId =
          json.currentToken() == JsonToken.VALUE_STRING
              || json.currentToken() == JsonToken.VALUE_NUMBER_INT;
      id = isId ? json.getString() : null;
    }
  }

  private interface Member {
    void at(String name, JsonParser value);
  }

  private static void members(JsonParser json, Member look) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      return;
    }
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      json.nextToken();
      look.at(name, json);
      json.skipChildren();
    }
  }

  Optional<UserId> found() {
    return Optional.ofNullable(id).filter(UserId::isOne).map(UserId::new);
  }
}
