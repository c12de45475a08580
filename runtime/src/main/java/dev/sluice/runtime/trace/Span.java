package dev.sluice.runtime.trace;

import java.util.Optional;

/**
 * One piece of work that is followed. What is said of it may leave this machine: never a secret, a
 * query, or what an event holds. Thread-safe; ended once, after which nothing is said of it.
 */
public interface Span {
  /** One that nobody follows, and that nothing is passed on of. */
  Span NONE = new Passing(Optional.empty());

  /** What requests that are made for it carry on; empty if there is nothing to carry. */
  Optional<TraceContext> context();

  /** Whether what is said of it is heard, so that it's worth saying. */
  boolean isHeard();

  /** Begins a request to somebody else that is part of it. */
  Span call(String name);

  /** Begins a part of it. */
  Span part(String name);

  /** Says something of it. */
  void say(String attribute, String value);

  /** Says something of it. */
  void say(String attribute, long value);

  /**
   * Says that it failed.
   *
   * @param type a stable name of what failed, of few
   */
  void fail(String type);

  /** It is over. */
  void end();
}
