package dev.sluice.registry.contract;

import static dev.sluice.registry.contract.Samples.build;
import static dev.sluice.registry.contract.Samples.commit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;

import dev.sluice.registry.deployment.Build;
import dev.sluice.registry.deployment.Deployment;
import dev.sluice.registry.deployment.DeploymentId;
import dev.sluice.registry.deployment.DeploymentStatus;
import dev.sluice.registry.deployment.Deployments;
import dev.sluice.registry.deployment.WorkflowId;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.release.Action;
import dev.sluice.registry.release.Change;
import dev.sluice.registry.release.ChangeRequest;
import dev.sluice.registry.release.DeployOutcome;
import dev.sluice.registry.release.Release;
import dev.sluice.registry.release.ReleaseOutcome;
import dev.sluice.registry.release.Releases;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.SyncEnding;
import dev.sluice.registry.sync.SyncStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store must do when someone changes what is live by hand. */
public abstract class LifecycleContract extends RegistryContract {
  private static final WorkflowId A = new WorkflowId("a");
  private static final WorkflowId B = new WorkflowId("b");
  private static final ChangeRequest ALICE = ChangeRequest.by("key_alice");

  private Releases releases;

  @BeforeEach
  void takeReleases() {
    releases = registry.releases();
  }

  @Test
  void makeLive_anEarlierDeployment_changesThatWorkflowAlone() {
    Release first = release(1, "a", "b");
    Release second = release(2, "a", "b");
    Deployment wanted = member(first, A);

    Release third =
        released(
            releases.makeLive(
                PRODUCTION, wanted.id(), new ChangeRequest("key_alice", Optional.of("b is fine"))));

    assertThat(live()).isEqualTo(Map.of(A, wanted.id(), B, member(second, B).id()));
    assertThat(third.entry())
        .isEqualTo(
            new Release.Entry(
                now(),
                "key_alice",
                Action.MAKE_LIVE,
                "a of " + commit(1).abbreviated() + " made live",
                Optional.of("b is fine")));
    assertThat(third.commit()).isEmpty();
    assertThat(third.changes())
        .containsExactly(
            new Change(A, Optional.of(member(second, A).id()), Optional.of(wanted.id())));
    assertThat(releases.find(PRODUCTION, 3)).contains(third);
  }

  @Test
  void makeLive_ofATriggerAnotherHas_takesIt() {
    samples.environment(PRODUCTION, false);
    Deployment first = only(samples.deploy(PRODUCTION, commit(1), build("a", "t", "1")));
    Deployment other = only(samples.deploy(PRODUCTION, commit(2), build("b", "t", "2")));
    releases.makeLive(PRODUCTION, first.id(), ALICE);

    releases.makeLive(PRODUCTION, other.id(), ALICE);

    assertThat(live()).isEqualTo(Map.of(B, other.id()));
  }

  @Test
  void makeLive_whatIsLive_changesNothing() {
    Release first = release(1, "a");

    assertThat(releases.makeLive(PRODUCTION, member(first, A).id(), ALICE))
        .isEqualTo(new ReleaseOutcome.Unchanged());
    assertThat(releases.live(PRODUCTION)).contains(first);
  }

  @Test
  void makeLive_deploymentOfAnotherEnvironment_isUnknown() {
    Release first = release(1, "a");

    assertThat(releases.makeLive(STAGING, member(first, A).id(), ALICE))
        .isEqualTo(new ReleaseOutcome.Unknown());
    assertThat(releases.makeLive(PRODUCTION, new DeploymentId("dep_x"), ALICE))
        .isEqualTo(new ReleaseOutcome.Unknown());
  }

  @Test
  void makeCommitLive_builtInPreviewMode_goesLiveWhole() {
    release(1, "a", "b", "c");
    samples.environment(PRODUCTION, false);
    List<Deployment> built = deploy(2, "a", "b");

    Release whole = released(releases.makeCommitLive(PRODUCTION, built.getFirst().id(), ALICE));

    assertThat(whole.commit()).contains(commit(2));
    assertThat(live())
        .containsEntry(A, built.getFirst().id())
        .containsEntry(B, built.getLast().id())
        .containsKey(new WorkflowId("c"));
    assertThat(releases.wasLive(PRODUCTION, commit(2))).isTrue();
  }

  @Test
  void deactivate_live_withdrawsItUntilSomeoneMakesItLive() {
    Release first = release(1, "a", "b");

    Release second = released(releases.deactivate(PRODUCTION, A, ALICE));
    assertThat(second.entry().action()).isEqualTo(Action.DEACTIVATE);
    assertThat(second.changes())
        .containsExactly(new Change(A, Optional.of(member(first, A).id()), Optional.empty()));
    assertThat(status(member(first, A))).isEqualTo(DeploymentStatus.DEACTIVATED);
    assertThat(status(member(first, B))).isEqualTo(DeploymentStatus.LIVE);

    Release third = release(2, "a", "b");
    assertThat(live()).containsOnlyKeys(B);
    Deployment newer = newest(A);
    assertThat(newer.commit()).isEqualTo(commit(2));
    assertThat(third.commit()).contains(commit(2));

    releases.makeLive(PRODUCTION, newer.id(), ALICE);
    assertThat(live()).containsOnlyKeys(A, B);
    assertThat(status(member(first, A))).isEqualTo(DeploymentStatus.DEPLOYED);
    release(3, "a", "b");
    assertThat(releases.live(PRODUCTION).orElseThrow().deployments())
        .extracting(Deployment::commit)
        .containsOnly(commit(3));
  }

  @Test
  void deactivate_whatIsNotLive_changesNothing() {
    release(1, "a");
    releases.deactivate(PRODUCTION, A, ALICE);

    assertThat(releases.deactivate(PRODUCTION, A, ALICE)).isEqualTo(new ReleaseOutcome.Unchanged());
    assertThat(releases.deactivate(PRODUCTION, B, ALICE)).isEqualTo(new ReleaseOutcome.Unknown());
    assertThat(releases.live(PRODUCTION).orElseThrow().number()).isEqualTo(2);
  }

  @Test
  void rollback_toAReleaseWithADeactivatedWorkflow_bringsItBackForGood() {
    release(1, "a", "b");
    releases.deactivate(PRODUCTION, A, ALICE);

    releases.rollback(PRODUCTION, 1, ALICE);
    release(2, "a", "b");

    assertThat(live()).containsOnlyKeys(A, B);
  }

  @Test
  void rollback_toWhatIsLive_changesNothing() {
    samples.release(PRODUCTION, commit(1), build("a", "t", "1"));

    assertThat(registry.releases().rollback(PRODUCTION, 1, ALICE))
        .isEqualTo(new ReleaseOutcome.Unchanged());
    assertThat(registry.releases().live(PRODUCTION).orElseThrow().number()).isEqualTo(1);
  }

  @Test
  void makeCommitLive_whatIsLive_changesNothing() {
    Release live = samples.release(PRODUCTION, commit(1), build("a", "t", "1"));

    assertThat(
            registry
                .releases()
                .makeCommitLive(PRODUCTION, live.deployments().getFirst().id(), ALICE))
        .isEqualTo(new ReleaseOutcome.Unchanged());
  }

  @Test
  void promote_whatIsLiveHereToo_changesNothing() {
    samples.release(STAGING, commit(1), build("a", "t", "1"));
    registry.releases().promote(STAGING, PRODUCTION, ALICE);

    assertThat(registry.releases().promote(STAGING, PRODUCTION, ALICE))
        .isEqualTo(new ReleaseOutcome.Unchanged());
  }

  @Test
  void delete_live_isGoneUntilANewCommitHasIt() {
    release(1, "a", "b");

    Release second = released(releases.delete(PRODUCTION, A, ALICE));
    assertThat(second.entry().action()).isEqualTo(Action.DELETE);
    assertThat(live()).containsOnlyKeys(B);
    assertThat(workflows()).containsExactly(tuple(B, DeploymentStatus.LIVE));
    assertThat(releases.delete(PRODUCTION, A, ALICE)).isEqualTo(new ReleaseOutcome.Unknown());

    release(2, "a", "b");
    assertThat(live()).containsOnlyKeys(A, B);
    assertThat(workflows())
        .containsExactly(tuple(A, DeploymentStatus.LIVE), tuple(B, DeploymentStatus.LIVE));
  }

  @Test
  void delete_deactivatedWorkflow_makesNoRelease() {
    release(1, "a", "b");
    releases.deactivate(PRODUCTION, A, ALICE);

    assertThat(releases.delete(PRODUCTION, A, ALICE)).isEqualTo(new ReleaseOutcome.Unchanged());

    assertThat(workflows()).containsExactly(tuple(B, DeploymentStatus.LIVE));
    assertThat(releases.live(PRODUCTION).orElseThrow().number()).isEqualTo(2);
  }

  @Test
  void restoreDeleted_commitThatHasIt_bringsItBackAloneAndEndsTheSync() {
    Release first = release(1, "a", "b");
    release(2, "a", "b");
    releases.rollback(PRODUCTION, 1, ALICE);
    releases.delete(PRODUCTION, A, ALICE);
    Sync sync = samples.running(PRODUCTION);

    Release restored = releases.restoreDeleted(sync.id(), commit(2)).orElseThrow();

    assertThat(live().get(B)).isEqualTo(member(first, B).id());
    assertThat(member(restored, A).commit()).isEqualTo(commit(2));
    assertThat(restored.entry().by()).isEqualTo(sync.id().value());
    assertThat(registry.syncs().find(PRODUCTION, sync.id()).orElseThrow().status())
        .isEqualTo(SyncStatus.RELEASED);
  }

  @Test
  void restoreDeleted_nothingDeleted_leavesTheSyncRunning() {
    release(1, "a");
    Sync sync = samples.running(PRODUCTION);

    assertThat(releases.restoreDeleted(sync.id(), commit(1))).isEmpty();
    assertThat(registry.syncs().find(PRODUCTION, sync.id()).orElseThrow().status())
        .isEqualTo(SyncStatus.RUNNING);
    registry.syncs().end(sync.id(), new SyncEnding.Failed("gave up"));
    assertThatIllegalStateException()
        .isThrownBy(() -> releases.restoreDeleted(sync.id(), commit(1)));
  }

  @Test
  void promote_whatIsLiveElsewhere_isTheVerySameDeployments() {
    Release staged = samples.release(STAGING, commit(7), build("a", "t-a", "7"));
    release(1, "a", "b");

    Release promoted = released(releases.promote(STAGING, PRODUCTION, ALICE));

    Deployment deployment = member(promoted, A);
    assertThat(deployment).isEqualTo(member(staged, A));
    assertThat(promoted.entry().reason()).isEqualTo("promotion of release 1 of staging");
    assertThat(promoted.commit()).contains(commit(7));
    assertThat(live()).containsOnlyKeys(A, B);
    assertThat(registry.deployments().find(PRODUCTION, deployment.id())).contains(deployment);
    assertThat(status(deployment)).isEqualTo(DeploymentStatus.LIVE);
    assertThat(Pages.all(1, page -> registry.deployments().list(PRODUCTION, page)))
        .extracting(Deployments.Listed::deployment)
        .contains(deployment)
        .hasSize(3);
  }

  @Test
  void promote_aReleaseThatLacksPartOfItsCommit_isNotThatCommitWhole() {
    samples.release(STAGING, commit(6), build("a", "t-a", "6"), build("b", "t-b", "6"));
    releases.deactivate(STAGING, A, ALICE);
    Release staged =
        samples.release(STAGING, commit(7), build("a", "t-a", "7"), build("b", "t-b", "7"));
    release(1, "a", "b");

    Release promoted = released(releases.promote(STAGING, PRODUCTION, ALICE));

    assertThat(staged.commit()).contains(commit(7));
    assertThat(member(promoted, B)).isEqualTo(member(staged, B));
    assertThat(promoted.commit()).isEmpty();
  }

  @Test
  void promote_fromStageToStage_keepsTheCommitWhileItIsWhole() {
    EnvironmentName dev = new EnvironmentName("dev");
    samples.environment(dev, true);
    samples.release(dev, commit(6), build("c", "t-c", "6"));
    samples.release(dev, commit(7), build("a", "t-a", "7"), build("b", "t-b", "7"));
    releases.promote(dev, STAGING, ALICE);

    assertThat(released(releases.promote(STAGING, PRODUCTION, ALICE)).commit()).contains(commit(7));

    releases.deactivate(STAGING, A, ALICE);
    samples.release(dev, commit(8), build("a", "t-a", "8"), build("b", "t-b", "8"));
    releases.promote(dev, STAGING, ALICE);
    assertThat(released(releases.promote(STAGING, PRODUCTION, ALICE)).commit()).isEmpty();
  }

  @Test
  void promote_aDeactivatedWorkflow_leavesItSo() {
    samples.release(STAGING, commit(7), build("a", "t-a", "7"), build("b", "t-b", "7"));
    release(1, "a", "b");
    releases.deactivate(PRODUCTION, A, ALICE);

    releases.promote(STAGING, PRODUCTION, ALICE);

    assertThat(live()).containsOnlyKeys(B);
  }

  @Test
  void promote_anotherReleaseThanWasTested_isNotMade() {
    Release tested = samples.release(STAGING, commit(7), build("a", "t-a", "7"));
    Release meanwhile = samples.release(STAGING, commit(8), build("a", "t-a", "8"));

    assertThat(releases.promote(STAGING, Optional.of(tested.number()), PRODUCTION, ALICE))
        .isEqualTo(new ReleaseOutcome.Conflict(Optional.of(meanwhile)));
    assertThat(releases.live(PRODUCTION)).isEmpty();

    Release promoted =
        released(releases.promote(STAGING, Optional.of(meanwhile.number()), PRODUCTION, ALICE));
    assertThat(promoted.commit()).contains(commit(8));
  }

  @Test
  void promote_nothingLiveThere_isUnknown() {
    release(1, "a");

    assertThat(releases.promote(STAGING, PRODUCTION, ALICE))
        .isEqualTo(new ReleaseOutcome.Unknown());
    assertThat(releases.promote(NOWHERE, PRODUCTION, ALICE))
        .isEqualTo(new ReleaseOutcome.Unknown());
  }

  private List<Tuple> workflows() {
    return registry.deployments().workflows(PRODUCTION).stream()
        .map(it -> tuple(it.deployment().workflow().id(), it.status()))
        .toList();
  }

  private Release release(int number, String... workflows) {
    return samples.release(PRODUCTION, commit(number), builds(number, workflows));
  }

  private List<Deployment> deploy(int number, String... workflows) {
    DeployOutcome outcome = samples.deploy(PRODUCTION, commit(number), builds(number, workflows));
    return ((DeployOutcome.Built) outcome).deployments();
  }

  private static Build[] builds(int number, String... workflows) {
    return List.of(workflows).stream()
        .map(it -> build(it, "t-" + it, it + number))
        .toArray(Build[]::new);
  }

  private Map<WorkflowId, DeploymentId> live() {
    return releases.live(PRODUCTION).orElseThrow().deployments().stream()
        .collect(Collectors.toMap(it -> it.workflow().id(), Deployment::id));
  }

  private Deployment newest(WorkflowId workflow) {
    return Pages.all(10, page -> registry.deployments().list(PRODUCTION, page)).stream()
        .map(Deployments.Listed::deployment)
        .filter(it -> it.workflow().id().equals(workflow))
        .findFirst()
        .orElseThrow();
  }

  private DeploymentStatus status(Deployment deployment) {
    return registry.deployments().listed(PRODUCTION, deployment.id()).orElseThrow().status();
  }

  private static Deployment only(DeployOutcome outcome) {
    return ((DeployOutcome.Built) outcome).deployments().getFirst();
  }

  private static Release released(ReleaseOutcome outcome) {
    assertThat(outcome).isInstanceOf(ReleaseOutcome.Released.class);
    return ((ReleaseOutcome.Released) outcome).release();
  }

  private static Deployment member(Release release, WorkflowId workflow) {
    return release.deployments().stream()
        .filter(it -> it.workflow().id().equals(workflow))
        .findFirst()
        .orElseThrow();
  }
}
