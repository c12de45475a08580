package dev.sluice.benchmarks.measure;

import dev.sluice.benchmarks.load.Window;
import java.time.Duration;

/**
 * A server under load for a while.
 *
 * @param cpu the processor time that the server used meanwhile
 */
record Sample(Window window, Duration cpu) {
  double rate() {
    return window.rate();
  }

  /** The server's processor time for one run: holds also where others use its core. */
  double cpuMicros() {
    return cpu.toNanos() / 1e3 / window.latencies().getTotalCount();
  }
}
