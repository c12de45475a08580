package dev.sluice.registry.key;

import dev.sluice.registry.environment.EnvironmentName;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a key; not the key itself, which is stored only as a hash.
 *
 * @param name what people call it
 */
public record ApiKey(KeyId id, String name, Grant grant, Life life) {
  /**
   * When it was made, by whom, and what became of it.
   *
   * @param by an actor's id; empty if that wasn't written down yet
   * @param expiresAt from when on it is worthless; empty for never
   * @param lastUsedAt to the minute; empty if it never was
   */
  public record Life(
      Instant createdAt,
      Optional<String> by,
      Optional<Instant> expiresAt,
      Optional<Instant> lastUsedAt) {}

  public Role role() {
    return grant.role();
  }

  /** The only one it opens; empty for all. */
  public Optional<EnvironmentName> environment() {
    return grant.environment();
  }

  /** Whether it is worthless by then. */
  public boolean hasExpired(Instant now) {
    return life.expiresAt().filter(end -> !now.isBefore(end)).isPresent();
  }
}
