package dev.sluice.runtime.trace;

import java.util.Optional;

/** Follows work, and says so to whoever collects it. Thread-safe. */
public interface Tracing {
  /** Follows nothing, and passes on what came. */
  Tracing OFF =
      new Tracing() {
        @Override
        public Span request(String name, Optional<TraceContext> caller) {
          return caller.isEmpty() ? Span.NONE : new Passing(caller);
        }

        @Override
        public Span work(String name) {
          return Span.NONE;
        }
      };

  /**
   * Begins to answer a request.
   *
   * @param name of the kind of request, of few
   * @param caller where it stands in the caller's trace; empty if the caller has none
   */
  Span request(String name, Optional<TraceContext> caller);

  /**
   * Begins work that nobody waits for.
   *
   * @param name of the kind of work, of few
   */
  Span work(String name);
}
