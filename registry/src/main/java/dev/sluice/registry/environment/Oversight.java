package dev.sluice.registry.environment;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * How an environment is watched over.
 *
 * @param safetyNet when a release is rolled back by itself; empty for never
 * @param alerts where alerts are posted to; empty for nowhere
 * @param typeCheck what is made of what is wrong with a commit's types
 */
public record Oversight(
    Recording recording,
    Retention retention,
    Optional<SafetyNet> safetyNet,
    Optional<URI> alerts,
    TypeChecking typeCheck) {
  public static final Oversight DEFAULT =
      new Oversight(
          Recording.DEFAULT,
          Retention.DEFAULT,
          Optional.empty(),
          Optional.empty(),
          TypeChecking.WARN);

  /** Stands for what isn't shown of an address. */
  public static final String HIDDEN = "…";

  public Oversight {
    // Absent from what was written before it was a choice.
    typeCheck = Objects.requireNonNullElse(typeCheck, TypeChecking.WARN);
  }

  /**
   * What may be shown of where alerts are posted to: many a receiver takes what comes from whoever
   * knows the rest of its address.
   */
  public static String shown(URI alerts) {
    String host = alerts.getScheme() + "://" + alerts.getRawAuthority();
    return alerts.toString().equals(host) || alerts.toString().equals(host + "/")
        ? alerts.toString()
        : host + "/" + HIDDEN;
  }
}
