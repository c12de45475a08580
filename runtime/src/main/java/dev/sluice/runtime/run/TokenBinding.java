package dev.sluice.runtime.run;

import dev.sluice.runtime.LogLine;
import dev.sluice.runtime.ProgramSource;
import dev.sluice.runtime.fetch.Fetches;
import dev.sluice.runtime.token.TokenCache;
import dev.sluice.runtime.token.TokenCheck;
import dev.sluice.runtime.token.TokenCheck.BadToken;
import dev.sluice.runtime.token.TokenKey;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The host's half of {@code kinde.cache}, for one run. Belongs to the run's thread. */
final class TokenBinding {
  private record Check(TokenKey key, String token) {}

  private static final JsonMapper JSON = new JsonMapper();
  private static final String GOOD = "{}";

  private final Map<String, Check> checks = new HashMap<>();
  private final TokenCache cache;
  private final ProgramSource.Owner owner;
  private final RunLog log;

  TokenBinding(TokenCache cache, ProgramSource.Owner owner, RunLog log) {
    this.cache = cache;
    this.owner = owner;
    this.log = log;
  }

  @Nullable String find(String name, String keySource) {
    return cache.find(key(name, keySource)).orElse(null);
  }

  /**
   * Begins to check a new token against the keys its source names.
   *
   * @return what the answer will be called; null if there'll be none, as the keys can't be asked
   *     for
   */
  @Nullable String keep(String name, String keySource, String token, Fetches fetches) {
    JsonNode source = JSON.readTree(keySource);
    String url = source.path("jwks").path("url").asString("");
    if (!source.path("type").asString("").equals("jwks") || url.isEmpty()) {
      unkept("its validation.key isn't { type: \"jwks\", jwks: { url } }");
      return null;
    }
    return switch (fetches.startGet(url)) {
      case Fetches.Started.TooMany tooMany -> {
        unkept(tooMany.reason());
        yield null;
      }
      case Fetches.Started.Refusal refusal -> {
        unkept(refusal.reason());
        yield null;
      }
      case Fetches.Started.UnderWay fetch -> {
        String id = HostCalls.fetchId(fetch.number());
        checks.put(id, new Check(key(name, keySource), token));
        yield id;
      }
    };
  }

  /** Turns the key set that arrived into the check's answer; other answers pass as they are. */
  String translate(String id, String answer) {
    @Nullable Check check = checks.remove(id);
    return check == null ? answer : settle(check, JSON.readTree(answer));
  }

  private String settle(Check check, JsonNode answer) {
    if (answer.path("status").asInt(0) != 200) {
      unkept("its key set can't be had: " + answer.path("error").asString("status not 200"));
      return GOOD;
    }
    try {
      String jwks = answer.path("body").asString("");
      cache.keep(check.key(), check.token(), TokenCheck.against(jwks, check.token()));
      return GOOD;
    } catch (BadToken e) {
      return JSON.createObjectNode().put("error", e.getMessage()).toString();
    }
  }

  private void unkept(String reason) {
    log.add(LogLine.Level.WARN, "A token was used, but not checked and not kept: " + reason);
  }

  private TokenKey key(String name, String keySource) {
    return new TokenKey(owner.environment(), owner.workflow(), name, keySource);
  }
}
