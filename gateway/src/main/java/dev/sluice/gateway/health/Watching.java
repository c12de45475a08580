package dev.sluice.gateway.health;

import dev.sluice.runtime.trace.Tracing;
import java.util.List;
import java.util.function.Supplier;

/**
 * How a process is watched, beside what its gateway tells by itself.
 *
 * @param figures where all it counts is put together; not owned
 * @param tracing what follows its work; not owned
 * @param checks what else must be well for it to be ready
 * @param notes what else is to know of it, for who may read everything
 */
public record Watching(
    Figures figures, Tracing tracing, List<ReadinessCheck> checks, Supplier<List<String>> notes) {
  public Watching {
    checks = List.copyOf(checks);
  }

  /** One that counts, and no more. */
  public static Watching of(Figures figures) {
    return new Watching(figures, Tracing.OFF, List.of(), List::of);
  }
}
