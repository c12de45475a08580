package dev.sluice.gateway.standby;

import dev.sluice.registry.vault.Vault;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Where a gateway keeps what it needs while its registry is away.
 *
 * @param folder its own; made when needed, for its owner's eyes only
 * @param vault what seals it
 * @param registry which registry it is kept of: what was kept of another one isn't opened
 * @param limit how long what was kept may be served
 */
public record StandbySettings(Path folder, Vault vault, String registry, Duration limit) {
  /** A night, and the day in which somebody mends it. */
  public static final Duration USUAL_LIMIT = Duration.ofDays(1);
}
