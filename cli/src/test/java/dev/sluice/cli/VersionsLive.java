package dev.sluice.cli;

import static dev.sluice.fixtures.VersionedWorkflows.M2M_TOKEN;
import static dev.sluice.fixtures.VersionedWorkflows.PRE_REGISTRATION;
import static dev.sluice.fixtures.VersionedWorkflows.USER_TOKENS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.fixtures.VersionedWorkflows;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What the three {@link VersionedWorkflows} answer at one moment.
 *
 * @param all the version, commit and release that each trigger answered from
 */
record VersionsLive(List<Version> all) {
  record Version(String version, String commit, int release) {}

  /** Asks every trigger. */
  static VersionsLive ask(Team team) {
    return new VersionsLive(
        List.of(
            version(team.run(USER_TOKENS), "/effects/accessToken/claims/version", "completed"),
            version(team.run(M2M_TOKEN), "/effects/m2mToken/claims/version", "completed"),
            version(team.run(PRE_REGISTRATION), "/effects/auth/denied/reason", "denied")));
  }

  private static Version version(JsonNode run, String place, String status) {
    assertThat(run.path("status").asString()).as(run.toString()).isEqualTo(status);
    JsonNode workflow = run.path("workflow");
    return new Version(
        run.at(place).asString(),
        workflow.path("commit").asString(),
        workflow.path("release").asInt());
  }

  /** The one release all answered from. */
  Version whole() {
    assertThat(all).containsOnly(all.getFirst());
    return all.getFirst();
  }
}
