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

  public Oversight {
    // Absent from what was written before it was a choice.
    typeCheck = Objects.requireNonNullElse(typeCheck, TypeChecking.WARN);
  }
}
