package dev.sluice.gateway.record;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what became of runs that were worth remembering. Thread-safe. */
final class RecordMeters {
  private final Counter recorded;
  private final Counter dropped;

  RecordMeters(MeterRegistry meters) {
    recorded =
        Counter.builder("sluice.runs.recorded")
            .description("Runs that were written down")
            .register(meters);
    dropped =
        Counter.builder("sluice.runs.dropped")
            .description("Runs not remembered: too many waited, or they couldn't be written")
            .register(meters);
  }

  void recorded(int runs) {
    recorded.increment(runs);
  }

  void dropped(int runs) {
    dropped.increment(runs);
  }
}
