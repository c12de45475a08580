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

  /** What every clock, and every column of milliseconds, can hold. */
  private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  /** The moment in {@code text}, with its offset; empty if it isn't one of four-digit years. */
  static Optional<Instant> parse(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant())
          .filter(it -> !it.isBefore(EARLIEST) && !it.isAfter(LATEST));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
