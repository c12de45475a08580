package dev.sluice.gateway.live;

import dev.sluice.runtime.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Counts and times the runs of one deployment. What it counts with was looked up when it was made,
 * so that a run looks for nothing. Thread-safe, but for {@link #isIdle}.
 */
public final class RunTally {
  private final Map<Outcome.Status, Counter> runs;
  private final Timer took;
  private volatile boolean forgotten;

  /** What was counted when somebody last asked whether anything was. */
  private double seen = -1;

  /**
   * @param runs one for each status
   */
  RunTally(Map<Outcome.Status, Counter> runs, Timer took) {
    this.runs = new EnumMap<>(runs);
    this.took = took;
  }

  /** Counts one that has ended. */
  public void ran(Outcome outcome) {
    Counter counter = runs.get(outcome.status());
    if (counter != null) {
      counter.increment();
    }
    took.record(outcome.trace().duration());
  }

  /** Whether none was counted since this was asked before. For one thread. */
  boolean isIdle() {
    double now = runs.values().stream().mapToDouble(Counter::count).sum();
    boolean idle = now == seen;
    seen = now;
    return idle;
  }

  /** Notes that nobody sees what it counts any more. */
  void forget() {
    forgotten = true;
  }

  boolean isForgotten() {
    return forgotten;
  }

  Stream<Counter> counters() {
    return runs.values().stream();
  }
}
