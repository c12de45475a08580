package dev.sluice.syncworker.fetch;

import java.time.Duration;
import org.eclipse.jgit.lib.ProgressMonitor;

/** Ends a fetch that takes too long, or whose thread was interrupted. */
final class Deadline implements ProgressMonitor {
  private final long end;

  Deadline(Duration limit) {
    end = System.nanoTime() + limit.toNanos();
  }

  /** How long there is; never negative. */
  Duration left() {
    return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
  }

  boolean passed() {
    return System.nanoTime() - end > 0;
  }

  @Override
  public boolean isCancelled() {
    return passed() || Thread.currentThread().isInterrupted();
  }

  @Override
  public void start(int totalTasks) {}

  @Override
  public void beginTask(String title, int totalWork) {}

  @Override
  public void update(int completed) {}

  @Override
  public void endTask() {}

  @Override
  public void showDuration(boolean enabled) {}
}
