package dev.sluice.benchmarks.measure;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.benchmarks.load.Target;

/**
 * A release that can be made live again.
 *
 * @param rollback the call that does it
 * @param company what its workflow says in its answers, and no other's
 */
record PastRelease(Target rollback, String company) {
  /** What a run's answer holds if that workflow ran. */
  byte[] says() {
    return "\"companyName\":\"%s\"".formatted(company).getBytes(UTF_8);
  }
}
