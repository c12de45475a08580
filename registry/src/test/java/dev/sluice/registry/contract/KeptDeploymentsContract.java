package dev.sluice.registry.contract;

import static dev.sluice.registry.contract.Samples.build;
import static dev.sluice.registry.contract.Samples.bundle;
import static dev.sluice.registry.contract.Samples.commit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.registry.deployment.Build;
import dev.sluice.registry.deployment.BuiltBefore;
import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.deployment.Deployment;
import dev.sluice.registry.deployment.DeploymentId;
import dev.sluice.registry.deployment.WorkflowId;
import dev.sluice.registry.release.BuiltCommit;
import dev.sluice.registry.release.ChangeRequest;
import dev.sluice.registry.release.DeployOutcome;
import dev.sluice.registry.release.Release;
import dev.sluice.registry.release.ReleaseOutcome;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.SyncedCommit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store must do about commits that leave some workflows as they were built before. */
public abstract class KeptDeploymentsContract extends RegistryContract {
  private static final WorkflowId A = new WorkflowId("a");
  private static final ChangeRequest ALICE = ChangeRequest.by("key_alice");

  @Test
  void builtBefore_filesOfTheEnvironment_haveTheirLastBuildsNewestFirst() {
    for (int i = 1; i <= 5; i++) {
      samples.release(PRODUCTION, commit(i), from("a", "inputs " + i), build("b", "t-b", "b"));
    }
    samples.release(STAGING, commit(6), from("a", "elsewhere"));

    List<BuiltBefore> before =
        registry.deployments().builtBefore(PRODUCTION, List.of("aWorkflow.ts", "bWorkflow.ts"));

    assertThat(before)
        .extracting(BuiltBefore::inputs)
        .containsExactly("inputs 5", "inputs 4", "inputs 3");
    assertThat(before.getFirst().deployment())
        .isEqualTo(registry.releases().live(PRODUCTION).orElseThrow().deployments().getFirst());
    assertThat(registry.deployments().builtBefore(PRODUCTION, List.of("Workflow.ts"))).isEmpty();
  }

  @Test
  void deploy_whatIsKept_isTheVerySameDeploymentOfItsOlderCommit() {
    Deployment kept = only(samples.release(PRODUCTION, commit(1), build("a", "t-a", "1")));

    Release second = keep(commit(2), kept, build("b", "t-b", "2"));

    assertThat(second.commit()).contains(commit(2));
    assertThat(second.deployments()).contains(kept).hasSize(2);
    assertThat(second.changes()).hasSize(1);
    assertThat(registry.deployments().bundle(kept.id())).contains(bundle("1"));
    assertThat(Pages.all(9, page -> registry.deployments().list(PRODUCTION, page))).hasSize(2);
  }

  @Test
  void deploy_keptOfADeactivatedWorkflow_waits() {
    Deployment kept = only(samples.release(PRODUCTION, commit(1), build("a", "t-a", "1")));
    registry.releases().deactivate(PRODUCTION, A, ALICE);

    assertThat(keep(commit(2), kept, build("b", "t-b", "2")).deployments()).doesNotContain(kept);
  }

  @Test
  void deploy_keptOfADeletedWorkflow_bringsItBack() {
    Deployment kept = only(samples.release(PRODUCTION, commit(1), build("a", "t-a", "1")));
    registry.releases().delete(PRODUCTION, A, ALICE);

    assertThat(keep(commit(2), kept, build("b", "t-b", "2")).deployments()).contains(kept);
    assertThat(registry.deployments().workflows(PRODUCTION)).hasSize(2);
  }

  @Test
  void deploy_keptOfAnotherEnvironmentOrTwice_isRefused() {
    Deployment elsewhere = only(samples.release(STAGING, commit(1), build("a", "t-a", "1")));
    Deployment kept = only(samples.release(PRODUCTION, commit(1), build("a", "t-a", "1")));
    registry.releases().promote(STAGING, PRODUCTION, ALICE);
    Sync sync = samples.running(PRODUCTION);

    refused(sync, elsewhere.id());
    refused(sync, new DeploymentId("dep_none"));
    refused(sync, kept.id(), build("a", "t-other", "2"));
    refused(sync, kept.id(), build("other", "t-a", "2"));

    assertThat(registry.releases().live(PRODUCTION).orElseThrow().number()).isEqualTo(2);
  }

  @Test
  void makeCommitLive_ofACommitThatKeptSome_isWhole() {
    samples.environment(PRODUCTION, false);
    Deployment kept = built(samples.deploy(PRODUCTION, commit(1), build("a", "t-a", "1")));
    Deployment fresh = built(deploy(commit(2), kept, build("b", "t-b", "2")));

    ReleaseOutcome outcome = registry.releases().makeCommitLive(PRODUCTION, fresh.id(), ALICE);

    Release whole = ((ReleaseOutcome.Released) outcome).release();
    assertThat(whole.commit()).contains(commit(2));
    assertThat(whole.deployments()).containsExactlyInAnyOrder(kept, fresh);
  }

  @Test
  void promote_aCommitThatKeptSome_isThatCommitWhole() {
    samples.release(STAGING, commit(7), build("c", "t-c", "7"));
    Deployment kept = only(samples.release(PRODUCTION, commit(1), build("a", "t-a", "1")));
    keep(commit(2), kept, build("b", "t-b", "2"));
    keep(commit(3), kept);

    ReleaseOutcome promoted = registry.releases().promote(PRODUCTION, STAGING, ALICE);

    assertThat(((ReleaseOutcome.Released) promoted).release().commit())
        .isEqualTo(Optional.of(commit(3)));
  }

  @Test
  void restoreDeleted_keptByTheCommit_isBroughtBack() {
    Deployment kept = only(samples.release(PRODUCTION, commit(1), build("a", "t-a", "1")));
    keep(commit(2), kept, build("b", "t-b", "2"));
    registry.releases().delete(PRODUCTION, A, ALICE);

    Release restored =
        registry
            .releases()
            .restoreDeleted(samples.running(PRODUCTION).claim(), commit(2))
            .orElseThrow();

    assertThat(restored.deployments()).contains(kept).hasSize(2);
  }

  private void refused(Sync sync, DeploymentId kept, Build... builds) {
    SyncedCommit commit = new SyncedCommit(commit(2), "inputs");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            registry
                .releases()
                .deploy(new BuiltCommit(sync.claim(), commit, List.of(builds), List.of(kept))));
  }

  private Release keep(CommitId commit, Deployment kept, Build... b) {
    return ((DeployOutcome.Released) deploy(commit, kept, b)).release();
  }

  private DeployOutcome deploy(CommitId commit, Deployment kept, Build... builds) {
    Sync sync = samples.running(PRODUCTION);
    return registry
        .releases()
        .deploy(
            new BuiltCommit(
                sync.claim(),
                new SyncedCommit(commit, "inputs"),
                List.of(builds),
                List.of(kept.id())));
  }

  private static Build from(String workflow, String inputs) {
    Build build = build(workflow, "t-" + workflow, inputs);
    return new Build(build.workflow(), build.bundle(), inputs);
  }

  private static Deployment only(Release release) {
    return release.deployments().getFirst();
  }

  private static Deployment built(DeployOutcome outcome) {
    return ((DeployOutcome.Built) outcome).deployments().getLast();
  }
}
