package dev.sluice.runtime;

import dev.sluice.runtime.trace.Work;

/**
 * One event to run a program for.
 *
 * @param event the object the workflow's function is called with
 * @param tokens the claims the tokens have so far, under {@code accessToken}, {@code idToken} and
 *     {@code m2mToken}; an empty object if none are known
 * @param keepsEvent whether the outcome is to hold the event as it may be stored
 * @param work what the run is known by; its requests are parts of it, and carry it on
 */
public record RunRequest(
    JsonText event,
    JsonText tokens,
    Surroundings surroundings,
    RunLimits limits,
    boolean keepsEvent,
    Work work) {

  /** One whose event isn't kept, and that isn't followed. */
  public RunRequest(JsonText event, JsonText tokens, Surroundings surroundings, RunLimits limits) {
    this(event, tokens, surroundings, limits, false, Work.UNKNOWN);
  }
}
