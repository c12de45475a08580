package dev.sluice.registry.key;

import dev.sluice.registry.environment.EnvironmentName;
import java.util.Optional;

/**
 * What a key opens.
 *
 * @param environment the only one; empty for all
 */
public record Grant(Role role, Optional<EnvironmentName> environment) {}
