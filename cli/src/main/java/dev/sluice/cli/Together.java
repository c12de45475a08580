package dev.sluice.cli;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Parts of a process that don't need each other, closed beside each other: without its registry,
 * the end of each may take seconds. For one thread.
 */
final class Together implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Together.class);

  private final List<AutoCloseable> parts = new ArrayList<>();

  <T extends AutoCloseable> T closes(T part) {
    parts.add(part);
    return part;
  }

  private static void close(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      log.error("{} couldn't be closed in order", part, e);
    }
  }

  @Override
  public void close() {
    List<Thread> closing =
        parts.stream()
            .map(part -> Thread.ofPlatform().name("closing").start(() -> close(part)))
            .toList();
    try {
      for (Thread thread : closing) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
