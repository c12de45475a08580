package dev.sluice.gateway.admin;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Moments as callers write them. */
final class Times {
  /** What they must look like. */
  static final String FORM = "a moment such as 2027-01-31T00:00:00Z";

  private Times() {}

  /** The moment in {@code text}, with its offset; empty if it isn't one. */
  static Optional<Instant> parse(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
