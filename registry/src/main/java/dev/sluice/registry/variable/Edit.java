package dev.sluice.registry.variable;

import dev.sluice.registry.key.KeyId;
import java.time.Instant;

/**
 * When a variable was set last, and by whom.
 *
 * @param by whose API key did it
 */
public record Edit(Instant at, KeyId by) {}
