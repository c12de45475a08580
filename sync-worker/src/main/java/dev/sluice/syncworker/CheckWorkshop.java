package dev.sluice.syncworker;

import java.io.UncheckedIOException;
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
   * @throws NotReadyException if it can't be made; the next call tries again
   */
  synchronized Workshop get() {
    if (closed) {
      throw new IllegalStateException("the workshop for checks is closed");
    }
    if (workshop == null) {
      workshop = made();
    }
    return workshop;
  }

  private Workshop made() {
    try {
      return workshops.get();
    } catch (UncheckedIOException e) {
      throw new NotReadyException(e);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (workshop != null) {
      workshop.close();
    }
  }
}
