package dev.sluice.registry.environment;

import java.time.Instant;
import java.util.Optional;

/**
 * One place workflows run for.
 *
 * @param breakGlass the emergency switch, while it is on
 * @param revision grows whenever the settings are put, secrets included; from 1
 */
public record Environment(
    EnvironmentName name,
    EnvironmentSettings settings,
    Optional<BreakGlass> breakGlass,
    Instant createdAt,
    long revision) {}
