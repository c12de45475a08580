package dev.sluice.registry.key;

import dev.sluice.registry.environment.EnvironmentName;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a key; not the key itself, which is stored only as a hash.
 *
 * @param environment the only one it opens; empty for all
 */
public record ApiKey(
    KeyId id, Role role, Optional<EnvironmentName> environment, Instant createdAt) {}
