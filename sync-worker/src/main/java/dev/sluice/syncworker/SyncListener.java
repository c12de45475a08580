package dev.sluice.syncworker;

import dev.sluice.registry.environment.EnvironmentName;
import java.time.Duration;

/** Hears how attempts at syncs end. Quick, doesn't throw, and is for any thread. */
@FunctionalInterface
public interface SyncListener {
  /** Doesn't listen. */
  SyncListener NOBODY = (environment, outcome, took) -> {};

  /**
   * One has ended.
   *
   * @param outcome {@code released}, {@code built}, {@code unchanged}, {@code checked}, {@code
   *     rejected}, {@code failed}, {@code deferred} or {@code early}
   */
  void attempted(EnvironmentName environment, String outcome, Duration took);
}
