package dev.sluice.registry.contract;

import dev.sluice.registry.Registry;
import dev.sluice.registry.deployment.Build;
import dev.sluice.registry.deployment.Bundle;
import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.deployment.TriggerName;
import dev.sluice.registry.deployment.Workflow;
import dev.sluice.registry.deployment.WorkflowId;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.EnvironmentSettings;
import dev.sluice.registry.environment.RepositoryAddress;
import dev.sluice.registry.environment.RunSettings;
import dev.sluice.registry.release.BuiltCommit;
import dev.sluice.registry.release.DeployOutcome;
import dev.sluice.registry.release.Release;
import dev.sluice.registry.sync.Claim;
import dev.sluice.registry.sync.Push;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.SyncedCommit;
import dev.sluice.registry.sync.Worker;
import dev.sluice.registry.sync.WorkerId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Things for tests to put into a registry, and short ways to do so. */
public record Samples(Registry registry) {
  /** Who takes what no other worker is told to. */
  public static final Worker WORKER = new Worker(new WorkerId("wrk_1"), "a-machine");

  private static final Instant ANY_TIME = Instant.parse("9999-01-01T00:00:00Z");
  private static final Instant FOR_EVER = ANY_TIME.plusSeconds(1);

  public static EnvironmentSettings settings(boolean goLiveOnSync) {
    return new EnvironmentSettings(
        new RepositoryAddress("https://example.com/team/auth.git", "main"),
        goLiveOnSync,
        RunSettings.DEFAULT);
  }

  public static CommitId commit(int number) {
    return new CommitId("%040x".formatted(number));
  }

  public static Push push(EnvironmentName environment, String delivery) {
    return new Push(environment, delivery, commit(1).value());
  }

  public static Bundle bundle(String code) {
    return new Bundle(code, "{\"version\":3}", "{\"id\":\"a\"}", "built\nin 2 ms");
  }

  /** A workflow of that id and trigger, whose code is what is given. */
  public static Build build(String workflow, String trigger, String code) {
    return new Build(
        new Workflow(new WorkflowId(workflow), new TriggerName(trigger), workflow + "Workflow.ts"),
        bundle(code));
  }

  public static BuiltCommit built(Sync sync, CommitId commit, Build... builds) {
    return built(sync.claim(), commit, builds);
  }

  public static BuiltCommit built(Claim claim, CommitId commit, Build... builds) {
    return new BuiltCommit(
        claim, new SyncedCommit(commit, "inputs of " + commit), List.of(builds));
  }

  public void environment(EnvironmentName name, boolean goLiveOnSync) {
    registry.environments().put(name, settings(goLiveOnSync), Map.of());
  }

  /** A sync that a worker has. */
  public Sync running(EnvironmentName environment) {
    registry.syncs().request(environment, "asked for by a test");
    return claim(ANY_TIME).orElseThrow();
  }

  /** The sync of a branch that is due then, for good. */
  public Optional<Sync> claim(Instant now) {
    return registry.syncs().claim(WORKER, now, FOR_EVER);
  }

  /** The same for a check. */
  public Optional<Sync> claimCheck(Instant now) {
    return registry.syncs().claimCheck(WORKER, now, FOR_EVER);
  }

  /** Puts back all that was taken so. */
  public int giveBack() {
    return registry.syncs().giveBack(WORKER.id());
  }

  public DeployOutcome deploy(EnvironmentName environment, CommitId commit, Build... builds) {
    return registry.releases().deploy(built(running(environment), commit, builds));
  }

  public Release release(EnvironmentName environment, CommitId commit, Build... builds) {
    return ((DeployOutcome.Released) deploy(environment, commit, builds)).release();
  }
}
