package dev.sluice.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a process has opened, closed in the opposite order, each even if another fails. */
final class Ending implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Ending.class);

  private final Deque<Runnable> steps = new ArrayDeque<>();

  <T extends AutoCloseable> T closes(T part) {
    return closes(part, Ending::quietly);
  }

  <T> T closes(T part, Consumer<T> how) {
    steps.push(() -> how.accept(part));
    return part;
  }

  private static void quietly(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      throw new IllegalStateException(part + " couldn't be closed", e);
    }
  }

  @Override
  public synchronized void close() {
    while (!steps.isEmpty()) {
      try {
        steps.pop().run();
      } catch (RuntimeException e) {
        log.error("Something couldn't be closed in order", e);
      }
    }
  }
}
