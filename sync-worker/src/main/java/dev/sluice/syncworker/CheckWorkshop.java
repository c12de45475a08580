package dev.sluice.syncworker;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The workshop for pull requests: one of its own, so that none of their code is in the way of what
 * goes live. Made when the first is checked. Thread-safe.
 */
final class CheckWorkshop implements AutoCloseable {
  private final Supplier<Workshop> workshops;
  private @Nullable Workshop workshop;
  private boolean closed;

  CheckWorkshop(Supplier<Workshop> workshops) {
    this.workshops = workshops;
  }

  /**
   * The workshop.
   *
   * @throws IllegalStateException if it was closed
   */
  synchronized Workshop get() {
    if (closed) {
      throw new IllegalStateException("the workshop for checks is closed");
    }
    if (workshop == null) {
      workshop = workshops.get();
    }
    return workshop;
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (workshop != null) {
      workshop.close();
    }
  }
}
