package dev.sluice.registry.environment;

import java.time.Instant;
import java.util.Locale;

/**
 * The emergency switch: while it is on, no workflow of the environment runs, and every run is
 * answered with one decision.
 *
 * @param by who switched it on: a key's id
 * @param reason in their words
 */
public record BreakGlass(Decision decision, String by, String reason, Instant since) {

  /** What every run is answered. */
  public enum Decision {
    CONTINUE,
    STOP;

    /** Its name in the API. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
