package dev.sluice.gateway.record;

import dev.sluice.gateway.live.SteadyTime;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.run.Runs;
import dev.sluice.registry.run.UserId;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Optional;

/**
 * Takes ended runs and has them written in the background: failures, denials and runs with warnings
 * always, uneventful ones as far as the environment's budget goes. Never blocks its caller: what
 * finds no room is lost, and counted. Owns its thread; close it after the last run, and it writes
 * what still waits.
 */
public final class Recorder implements AutoCloseable {
  /** With what forgetting them takes later, well below a seventh of what runs could have. */
  private static final double SHARE = 0.08;

  private final Waiting waiting;
  private final CompletedBudget budget;
  private final Losses losses;
  private final Writing writing;

  public Recorder(Runs runs, RecordSettings settings, Clock clock, MeterRegistry registry) {
    RecordMeters meters = new RecordMeters(registry);
    this.waiting = new Waiting(settings);
    this.budget = new CompletedBudget(clock);
    this.losses = new Losses(clock, new SteadyTime(clock), meters);
    this.writing = new Writing(waiting, runs, losses, meters, ProcessorShare.ofThisMachine(SHARE));
  }

  /** Starts writing. */
  public void start() {
    writing.start();
  }

  /** Tells that listener, too, of runs that are lost from now on. */
  public void onLoss(LossListener listener) {
    losses.tellTo(listener);
  }

  /** Has the run remembered, if it's one to remember. */
  public void record(Ended run) {
    if (isWorthKeeping(run)) {
      waiting.offer(run).forEach(losses::add);
    }
  }

  private boolean isWorthKeeping(Ended run) {
    return run.isEventful()
        || budget.take(
            run.occasion().environment(), run.occasion().recording().completedPerSecond());
  }

  /** The environment's runs that this process lost. */
  public Optional<Lost> lost(EnvironmentName environment) {
    return losses.of(environment);
  }

  /**
   * Drops the user's runs in that environment that aren't written yet; on return, none of those
   * that have ended will be.
   *
   * @return how many were dropped
   */
  public int forget(EnvironmentName environment, UserId user) {
    return writing.forget(environment, user);
  }

  @Override
  public void close() {
    writing.close();
  }
}
