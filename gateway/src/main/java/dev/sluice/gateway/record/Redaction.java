package dev.sluice.gateway.record;

import dev.sluice.runtime.Surroundings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes an environment's secrets and an event's passwords out of what a run set, before it is
 * written down. Values under six characters aren't searched for: that would wreck what is written,
 * and tell what they are.
 */
final class Redaction {
  private static final String MARK = "[REDACTED]";
  private static final int SHORTEST = 6;
  private static final List<String> PASSWORDS =
      List.of("password", "firstPassword", "secondPassword", "hashedPassword");

  private final List<String> secrets;

  private Redaction(List<String> secrets) {
    this.secrets = secrets;
  }

  /** What must not be written of a run of that environment for that event. */
  static Redaction of(Surroundings surroundings, JsonNode event) {
    List<String> secrets = new ArrayList<>();
    surroundings.variables().values().stream()
        .filter(Surroundings.Variable::secret)
        .map(Surroundings.Variable::value)
        .forEach(secrets::add);
    JsonNode auth = event.path("context").path("auth");
    PASSWORDS.forEach(name -> secrets.add(auth.path(name).asString("")));
    return new Redaction(
        secrets.stream()
            .filter(it -> it.length() >= SHORTEST)
            // The longest first, or a secret within another would leave the rest of it standing.
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList());
  }

  /** The same, with every secret replaced, in names too. */
  JsonNode of(JsonNode node) {
    return switch (node) {
      case ObjectNode object when !secrets.isEmpty() -> {
        ObjectNode clean = JsonNodeFactory.instance.objectNode();
        object.forEachEntry((name, value) -> clean.set(of(name), of(value)));
        yield clean;
      }
      case ArrayNode array when !secrets.isEmpty() -> {
        ArrayNode clean = JsonNodeFactory.instance.arrayNode();
        array.forEach(item -> clean.add(of(item)));
        yield clean;
      }
      case JsonNode text when text.isString() ->
          JsonNodeFactory.instance.stringNode(of(text.stringValue()));
      default -> node;
    };
  }

  private String of(String text) {
    String clean = text;
    for (String secret : secrets) {
      clean = clean.replace(secret, MARK);
    }
    return clean;
  }
}
