package dev.sluice.registry.audit;

import dev.sluice.registry.environment.EnvironmentName;
import java.time.Instant;
import java.util.Optional;

/**
 * Which entries are wanted; what is empty takes all.
 *
 * @param by an actor's id or name
 * @param from the first moment
 * @param to the moment after the last
 */
public record AuditFilter(
    Optional<EnvironmentName> environment,
    Optional<String> action,
    Optional<String> by,
    Optional<Instant> from,
    Optional<Instant> to) {
  public static final AuditFilter ALL =
      new AuditFilter(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** All of an environment's. */
  public static AuditFilter of(EnvironmentName environment) {
    return new AuditFilter(
        Optional.of(environment),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
