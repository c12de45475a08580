package dev.sluice.runtime.run;

import dev.sluice.runtime.Outcome;
import dev.sluice.runtime.SourcePosition;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Why a run failed.
 *
 * @param logText what its author reads in the log
 */
record Failure(String code, String message, Optional<SourcePosition> at, String logText) {
  private static final JsonMapper JSON = new JsonMapper();

  /** The workflow threw, or rejected. */
  static Failure thrown(String code, Thrown thrown) {
    return new Failure(code, thrown.message(), thrown.at(), thrown.withStack());
  }

  /** It happened nowhere in particular. */
  static Failure plain(String code, String message) {
    return new Failure(code, message, Optional.empty(), message);
  }

  static Failure tooDeep(int deepest) {
    return plain(
        "invalid_claim", "A claim's value is nested more than " + deepest + " levels deep.");
  }

  static Failure neverSettled() {
    return plain(
        "never_settled",
        "The workflow waits for a promise that nothing can settle any more."
            + " Look for a new Promise whose resolve is never called.");
  }

  /** The same, known to have happened there. */
  Failure at(Optional<SourcePosition> position) {
    String where = position.map(it -> "\n    at " + it).orElse("");
    return new Failure(code, message, position, logText + where);
  }

  /** What tells the realm to throw, and to fail the run with this code. */
  String refusal() {
    return JSON.createObjectNode().put("error", message).put("code", code).toString();
  }

  Outcome.RunError error(RunLog log) {
    return new Outcome.RunError(code, log.redact(message), at);
  }
}
