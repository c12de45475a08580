package dev.sluice.benchmarks.measure;

import dev.sluice.benchmarks.child.Cores;
import dev.sluice.benchmarks.load.Probe;
import dev.sluice.benchmarks.load.Target;
import dev.sluice.benchmarks.peer.Workload;
import dev.sluice.benchmarks.sluice.SluiceServer;
import dev.sluice.benchmarks.sluice.Team;
import dev.sluice.benchmarks.sluice.Workflows;
import dev.sluice.fixtures.Events;
import dev.sluice.registry.Registry;
import dev.sluice.registry.deployment.DeploymentId;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A Sluice server on which the workflow with five claims is live. Closing it ends it. */
record LiveSluice(SluiceServer server, Team team) implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final JsonNode FIVE_CLAIMS =
      JSON.readTree(
          """
          {"accessToken": {"claims": {
            "companyName": "Acme Inc.", "userId": "kp_1", "organization": "org_1", "seats": 25,
            "roles": ["owner", "billing"]}}}
          """);

  static LiveSluice start(Setting setting, Cores cores) {
    SluiceServer server = SluiceServer.start(setting.workspace(), cores);
    try {
      Team team = Team.connect(server, "production", setting.workspace().folder(), List.of());
      team.release(Workflows.fiveClaims());
      requireFiveClaims("sluice", Probe.body(team.login()));
      return new LiveSluice(server, team);
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  Target login() {
    return team.login();
  }

  /** What the peers are to do: what this server does. */
  Workload workload() {
    return new Workload(liveBundle(), Events.call("user:tokens_generation"), Probe.body(login()));
  }

  /** The JavaScript that the worker made of the workflow that is live now. */
  String liveBundle() {
    JsonNode answer = JSON.readTree(Probe.body(login()));
    DeploymentId deployment = new DeploymentId(answer.at("/workflow/deploymentId").asString());
    try (Registry registry = Data.open(server.data())) {
      return registry.deployments().bundle(deployment).orElseThrow().code();
    }
  }

  /**
   * Passes if an answer has the five claims, and no other effect.
   *
   * @throws IllegalStateException if it doesn't
   */
  static void requireFiveClaims(String name, String answer) {
    JsonNode effects = JSON.readTree(answer).path("effects");
    if (!effects.equals(FIVE_CLAIMS)) {
      throw new IllegalStateException(name + " has other effects than the others: " + answer);
    }
  }

  @Override
  public void close() {
    team.close();
    server.close();
  }
}
