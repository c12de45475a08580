package dev.sluice.gateway.admin;

import dev.sluice.gateway.http.HttpProblem;
import dev.sluice.gateway.http.Refusal;
import dev.sluice.gateway.live.CatchUp;
import dev.sluice.gateway.live.LiveReleases;
import dev.sluice.registry.RegistryException;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.release.Release;
import java.time.Duration;
import java.util.function.Predicate;

/** Makes reads follow writes: what a caller is told to be so is served by this process already. */
record Activated(LiveReleases live) {
  /** Of the refusal that says that a change was made, and isn't served here yet. */
  static final String CODE = "not_activated";

  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final String UNREAD = "this process can't read it back now";

  /** Goes on once this process serves the environment's settings, variables and newest release. */
  void await(EnvironmentName environment) {
    await(environment, release -> false);
  }

  /**
   * The same, for a caller who is to be told that a release is live.
   *
   * @param needed whether it's that one
   * @throws Refusal 503 if it is, and can't be loaded here
   */
  void await(EnvironmentName environment, Predicate<Release> needed) {
    switch (catchUp(environment)) {
      case CatchUp.Current() -> {}
      case CatchUp.Failed(Release release, String why) -> {
        if (needed.test(release)) {
          throw notLive(why);
        }
      }
    }
  }

  private CatchUp catchUp(EnvironmentName environment) {
    try {
      return live.catchUp(environment);
    } catch (RegistryException e) {
      throw notLive(UNREAD);
    }
  }

  /** Goes on once this process serves the environment's settings and variables. */
  void settle(EnvironmentName environment) {
    try {
      live.settle(environment);
    } catch (RegistryException e) {
      throw notLive(UNREAD);
    }
  }

  private static Refusal notLive(String why) {
    String detail = "It was written, but %s. What was live before still answers.".formatted(why);
    HttpProblem problem = new HttpProblem(503, "not_activated", "Not live here", detail);
    return new Refusal(problem.retryAfter(PAUSE));
  }
}
