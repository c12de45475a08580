package dev.sluice.cli.client;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the server answered. */
public record Reply(int status, String body) {
  private static final JsonMapper JSON = new JsonMapper();

  public boolean ok() {
    return status / 100 == 2;
  }

  /** The body as JSON; a missing node if it isn't any. */
  public JsonNode json() {
    try {
      return JSON.readTree(body);
    } catch (JacksonException e) {
      return JSON.missingNode();
    }
  }

  /** What went wrong, in the server's words. */
  public String problem() {
    String detail = json().path("detail").asString("");
    return "the server answered " + status + (detail.isEmpty() ? "" : ": " + detail);
  }
}
