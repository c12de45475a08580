package dev.sluice.runtime.token;

import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Where the key comes from that a token is checked with. */
public sealed interface KeySource {
  /** A published set of public keys (RFC 7517). */
  record Published(String url) implements KeySource {}

  /** A secret shared with who signs. */
  final class Shared implements KeySource {
    private final byte[] secret;

    Shared(String secret) {
      this.secret = secret.getBytes(StandardCharsets.UTF_8);
    }

    byte[] secret() {
      return secret.clone();
    }

    @Override
    public String toString() {
      return "***";
    }
  }

  /** Reads {@code {"url": …}} or {@code {"secret": …}}, as the realm's half writes it. */
  static KeySource read(String json) {
    JsonNode source = new JsonMapper().readTree(json);
    return source.has("url")
        ? new Published(source.path("url").asString())
        : new Shared(source.path("secret").asString());
  }
}
