package dev.sluice.runtime.run;

import dev.sluice.runtime.Surroundings;
import java.util.Map;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a realm may ask the host for and get an answer to. Belongs to the run's thread. */
final class HostServices {
  private static final JsonMapper JSON = new JsonMapper();

  private final HostCrypto crypto = new HostCrypto();
  private final FetchBinding fetch;
  private final TokenBinding tokens;
  private final TextBinding texts;
  private final Map<String, Surroundings.Variable> variables;

  HostServices(
      FetchBinding fetch,
      TokenBinding tokens,
      TextBinding texts,
      Map<String, Surroundings.Variable> variables) {
    this.fetch = fetch;
    this.tokens = tokens;
    this.texts = texts;
    this.variables = variables;
  }

  /**
   * @throws IllegalArgumentException if there's no service of that name
   */
  @Nullable Object ask(String name, Value[] arguments) {
    return switch (name) {
      case "env" -> variable(text(arguments, 1));
      case "fetch" -> fetch.start(text(arguments, 1));
      case "secureFetch" -> fetch.startSealed(text(arguments, 1));
      case "await" -> fetch.await(arguments[1].asInt());
      case "peek" -> fetch.peek(arguments[1].asInt()).orElse(null);
      case "localized" -> texts.find(text(arguments, 1));
      case "uuid" -> crypto.uuid();
      case "random" -> crypto.random(arguments[1].asInt());
      case "digest" -> crypto.digest(text(arguments, 1), text(arguments, 2));
      default -> askForToken(name, arguments);
    };
  }

  private String askForToken(String name, Value[] arguments) {
    String token = text(arguments, 1);
    String source = text(arguments, 2);
    return switch (name) {
      case "claimToken" -> tokens.claim(token, source);
      case "keepToken" -> tokens.keep(token, source, text(arguments, 3));
      case "dropToken" -> tokens.drop(token, source);
      default -> throw new IllegalArgumentException("no host call is named " + name);
    };
  }

  private @Nullable String variable(String name) {
    Surroundings.@Nullable Variable variable = variables.get(name);
    if (variable == null) {
      return null;
    }
    ObjectNode json =
        JSON.createObjectNode().put("value", variable.value()).put("isSecret", variable.secret());
    variable.next().ifPresent(next -> json.put("next", next));
    return json.toString();
  }

  private static String text(Value[] arguments, int index) {
    return arguments[index].asString();
  }
}
