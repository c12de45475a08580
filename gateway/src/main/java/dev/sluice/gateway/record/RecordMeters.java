package dev.sluice.gateway.record;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what became of runs that were worth remembering. Thread-safe. */
final class RecordMeters {
  private final Counter recorded;
  private final Counter dropped;
  private final Counter droppedLines;

  RecordMeters(MeterRegistry meters) {
    recorded =
        Counter.builder("sluice.runs.recorded")
            .description("Runs that were written down")
            .register(meters);
    dropped =
        Counter.builder("sluice.runs.dropped")
            .description("Runs not remembered: too many waited, or they couldn't be written")
            .register(meters);
    droppedLines =
        Counter.builder("sluice.log.lines.dropped")
            .description("Lines that runs logged and that weren't remembered, with their runs")
            .register(meters);
  }

  void recorded(int runs) {
    recorded.increment(runs);
  }

  void dropped(int logLines) {
    dropped.increment();
    droppedLines.increment(logLines);
  }
}
