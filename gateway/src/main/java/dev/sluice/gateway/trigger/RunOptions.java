package dev.sluice.gateway.trigger;

import dev.sluice.gateway.http.Refusal;
import dev.sluice.gateway.http.RequestHead;
import dev.sluice.runtime.RunLimits;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a call's headers ask for.
 *
 * @param idempotencyKey names the call, so that it can be repeated without running twice
 */
record RunOptions(RunLimits limits, Optional<String> idempotencyKey) {
  private static final int LONGEST_KEY = 200;

  /**
   * Reads the headers.
   *
   * @throws Refusal 400 if one of them can't be honoured
   */
  static RunOptions of(RequestHead request, RunLimits limits) {
    return new RunOptions(
        limits(request.header("Sluice-Deadline-Ms"), limits),
        key(request.header("Idempotency-Key")));
  }

  private static RunLimits limits(@Nullable String deadline, RunLimits limits) {
    if (deadline == null) {
      return limits;
    }
    if (!deadline.matches("0*[1-9][0-9]*")) {
      throw Refusal.badRequest(
          "invalid_deadline",
          "The header Sluice-Deadline-Ms must be a whole number of milliseconds, 1 or more.");
    }
    BigInteger most = BigInteger.valueOf(limits.time().wallClock().toMillis());
    return limits.within(Duration.ofMillis(new BigInteger(deadline).min(most).longValueExact()));
  }

  private static Optional<String> key(@Nullable String key) {
    if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
      throw Refusal.badRequest(
          "invalid_idempotency_key",
          "The header Idempotency-Key must have 1 to " + LONGEST_KEY + " characters.");
    }
    return Optional.ofNullable(key);
  }
}
