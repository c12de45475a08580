package dev.sluice.registry.sync;

import dev.sluice.registry.SortableId;
import dev.sluice.registry.environment.EnvironmentName;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A trial of whether an environment's repository can be reached and read.
 *
 * @param steps what was found, in order; empty until it has ended
 */
public record ConnectionTest(
    Id id, EnvironmentName environment, Instant askedAt, Optional<List<Step>> steps) {
  public ConnectionTest {
    steps = steps.map(List::copyOf);
  }

  /** Names a connection test: {@code con_…}. */
  public record Id(String value) {
    public Id {
      Objects.requireNonNull(value);
    }

    /** A new one, that sorts after those made before. */
    public static Id next(Clock clock) {
      return new Id(SortableId.next("con", clock));
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /**
   * One thing that was tried.
   *
   * @param name what it is, in a word, e.g. {@code branch}
   * @param message what was found, and what to do if it isn't well
   */
  public record Step(String name, boolean ok, String message) {
    private static final int LONGEST = 2_000;

    public Step {
      message = message.length() <= LONGEST ? message : message.substring(0, LONGEST) + "…";
    }
  }
}
