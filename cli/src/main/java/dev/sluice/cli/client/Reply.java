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
    return "the server answered "
        + status
        + (detail.isEmpty() ? "" : ": " + detail)
        + (isElsewhere() ? " (is this the address where Sluice is administered?)" : "");
  }

  /** Whether nothing there takes such requests: runs and pushes may have addresses of their own. */
  private boolean isElsewhere() {
    return status == 404 && json().path("code").asString("not_found").equals("not_found");
  }
}
