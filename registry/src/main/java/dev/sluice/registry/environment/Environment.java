package dev.sluice.registry.environment;

import java.time.Instant;

/** One place workflows run for. */
public record Environment(EnvironmentName name, EnvironmentSettings settings, Instant createdAt) {}
