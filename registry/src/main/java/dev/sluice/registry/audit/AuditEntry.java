package dev.sluice.registry.audit;

import java.time.Instant;

/**
 * One change, as the audit log tells it.
 *
 * @param id {@code aud_…}
 * @param by who made it; its claim isn't kept
 */
public record AuditEntry(String id, Instant at, Actor by, Change change) {}
