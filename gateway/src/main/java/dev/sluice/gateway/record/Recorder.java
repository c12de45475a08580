package dev.sluice.gateway.record;

import dev.sluice.gateway.live.LiveWorkflow;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.run.RunId;
import dev.sluice.registry.run.Runs;
import dev.sluice.runtime.Outcome;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Takes ended runs and has them written in the background: failures, denials and runs with warnings
 * always, uneventful ones as far as the budget goes. Never blocks its caller. Owns its thread;
 * close it after the last run, and it writes what still waits.
 */
public final class Recorder implements AutoCloseable {
  private final BlockingQueue<Ended> waiting;
  private final CompletedBudget budget;
  private final RecordMeters meters;
  private final Writing writing;

  /** A run that has ended. */
  public record Ended(
      RunId id, EnvironmentName environment, LiveWorkflow workflow, Outcome outcome) {}

  public Recorder(Runs runs, RecordSettings settings, Clock clock, MeterRegistry meters) {
    this.waiting = new ArrayBlockingQueue<>(settings.waiting());
    this.budget = new CompletedBudget(settings.completedPerSecond(), clock);
    this.meters = new RecordMeters(meters);
    this.writing = new Writing(waiting, runs, settings, clock, this.meters);
  }

  /** Starts writing. */
  public void start() {
    writing.start();
  }

  /** Has the run remembered, if it's one to remember. */
  public void record(Ended run) {
    if (isWorthKeeping(run) && !waiting.offer(run)) {
      meters.dropped(1);
    }
  }

  private boolean isWorthKeeping(Ended run) {
    return run.outcome().status() != Outcome.Status.COMPLETED
        || run.outcome().trace().hasWarnings()
        || budget.take(run.environment());
  }

  @Override
  public void close() {
    writing.close();
  }
}
