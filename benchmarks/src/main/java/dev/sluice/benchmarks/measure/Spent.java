package dev.sluice.benchmarks.measure;

import java.time.Duration;
import java.util.List;

/**
 * What gateways used.
 *
 * @param cpu the processor time of all of them
 * @param time for how long, added up
 */
record Spent(Duration cpu, long runs, Duration time) {
  static final Spent NOTHING = new Spent(Duration.ZERO, 0, Duration.ZERO);

  static Spent of(Sample gateway) {
    return new Spent(
        gateway.cpu(), gateway.window().latencies().getTotalCount(), gateway.window().lasted());
  }

  static Spent of(List<Sample> gateways) {
    return gateways.stream().map(Spent::of).reduce(NOTHING, Spent::plus);
  }

  Spent plus(Spent other) {
    return new Spent(cpu.plus(other.cpu), runs + other.runs, time.plus(other.time));
  }

  /** Processor time, in microseconds, for each run. */
  double microsPerRun() {
    return cpu.toNanos() / 1e3 / runs;
  }

  /** Processor time, in milliseconds, of one gateway in a second. */
  double millisPerSecond() {
    return cpu.toNanos() * 1e3 / time.toNanos();
  }

  /** Runs that one gateway answered in a second. */
  double rate() {
    return runs * 1e9 / time.toNanos();
  }
}
