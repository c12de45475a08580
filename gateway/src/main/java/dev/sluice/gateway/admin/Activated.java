package dev.sluice.gateway.admin;

import dev.sluice.gateway.http.HttpProblem;
import dev.sluice.gateway.http.Refusal;
import dev.sluice.gateway.live.CatchUp;
import dev.sluice.gateway.live.LiveReleases;
import dev.sluice.registry.environment.EnvironmentName;
import java.time.Duration;

/** Makes reads follow writes: what a caller is told to be so is served by this process already. */
record Activated(LiveReleases live) {
  private static final Duration PAUSE = Duration.ofSeconds(5);

  /**
   * Goes on once this process serves what the registry holds.
   *
   * @throws Refusal 503 if it can't
   */
  void await(EnvironmentName environment) {
    switch (live.catchUp(environment)) {
      case CatchUp.Current() -> {}
      case CatchUp.Failed(String why) -> {
        String detail =
            "What was asked is written down, but this process can't serve it: %s. What was live"
                    .formatted(why)
                + " before still answers.";
        HttpProblem problem = new HttpProblem(503, "not_activated", "Not live here", detail);
        throw new Refusal(problem.retryAfter(PAUSE));
      }
    }
  }
}
