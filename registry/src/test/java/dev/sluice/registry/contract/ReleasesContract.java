package dev.sluice.registry.contract;

import static dev.sluice.registry.contract.Samples.build;
import static dev.sluice.registry.contract.Samples.built;
import static dev.sluice.registry.contract.Samples.commit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.sluice.registry.Expectation;
import dev.sluice.registry.PageRequest;
import dev.sluice.registry.UnexpectedException;
import dev.sluice.registry.UnknownPlaceException;
import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.deployment.Deployment;
import dev.sluice.registry.release.Action;
import dev.sluice.registry.release.BuiltCommit;
import dev.sluice.registry.release.ChangeRequest;
import dev.sluice.registry.release.DeployOutcome;
import dev.sluice.registry.release.Release;
import dev.sluice.registry.release.ReleaseOutcome;
import dev.sluice.registry.release.Releases;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.SyncEnding;
import dev.sluice.registry.sync.SyncStatus;
import dev.sluice.registry.sync.SyncedCommit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every store's releases must do. */
public abstract class ReleasesContract extends RegistryContract {

  @Test
  void deploy_goLiveOnSync_writesAllInOneRelease() {
    Sync sync = samples.running(PRODUCTION);

    DeployOutcome outcome =
        registry
            .releases()
            .deploy(built(sync, commit(1), build("a", "user:pre_mfa", "1"), build("b", "t2", "2")));

    Release release = ((DeployOutcome.Released) outcome).release();
    assertThat(release.number()).isEqualTo(1);
    assertThat(release.environment()).isEqualTo(PRODUCTION);
    assertThat(release.entry())
        .isEqualTo(
            new Release.Entry(
                now(),
                sync.id().value(),
                Action.SYNC,
                "sync of " + commit(1).abbreviated(),
                Optional.empty()));
    assertThat(release.commit()).contains(commit(1));
    assertThat(release.changes())
        .extracting(change -> change.before().isPresent(), change -> change.after().isPresent())
        .containsExactly(tuple(false, true), tuple(false, true));
    assertThat(workflows(release)).containsExactlyInAnyOrder("a", "b");
    assertThat(registry.releases().live(PRODUCTION)).contains(release);
    assertThat(registry.syncs().find(PRODUCTION, sync.id()).orElseThrow().progress().commit())
        .contains(commit(1));
    assertThat(status(sync)).isEqualTo(SyncStatus.RELEASED);
    assertThat(registry.syncs().lastSynced(PRODUCTION))
        .contains(new SyncedCommit(commit(1), "inputs of " + commit(1)));
  }

  @Test
  void deploy_notGoingLive_isBuiltAndChangesNothingLive() {
    Release live = samples.release(PRODUCTION, commit(1), build("a", "t", "1"));
    samples.environment(PRODUCTION, false);
    Sync sync = samples.running(PRODUCTION);

    DeployOutcome outcome =
        registry.releases().deploy(built(sync, commit(2), build("a", "t", "2")));

    List<Deployment> deployments = ((DeployOutcome.Built) outcome).deployments();
    assertThat(deployments).extracting(Deployment::commit).containsExactly(commit(2));
    assertThat(registry.releases().live(PRODUCTION)).contains(live);
    assertThat(status(sync)).isEqualTo(SyncStatus.BUILT);
    assertThat(registry.syncs().synced(PRODUCTION, commit(2))).isPresent();
  }

  @Test
  void deploy_syncEndedAlready_isRefusedAndWritesNothing() {
    Sync sync = samples.running(PRODUCTION);
    registry.syncs().end(sync.claim(), new SyncEnding.Failed("gave up"));
    BuiltCommit built = built(sync, commit(1), build("a", "t", "1"));

    assertThatIllegalStateException()
        .isThrownBy(() -> registry.releases().deploy(built))
        .withMessageContaining(sync.id().value());

    assertThat(registry.releases().live(PRODUCTION)).isEmpty();
    assertThat(registry.deployments().list(PRODUCTION, PageRequest.first(10)).items()).isEmpty();
    assertThat(registry.syncs().lastSynced(PRODUCTION)).isEmpty();
  }

  @Test
  void deploy_twoBuildsForOneTrigger_isRefusedAndWritesNothing() {
    Sync sync = samples.running(PRODUCTION);
    BuiltCommit built = built(sync, commit(1), build("a", "t", "1"), build("b", "t", "2"));

    assertThatThrownBy(() -> registry.releases().deploy(built))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("trigger t");

    assertThat(registry.releases().live(PRODUCTION)).isEmpty();
    assertThat(registry.deployments().list(PRODUCTION, PageRequest.first(10)).items()).isEmpty();
    assertThat(status(sync)).isEqualTo(SyncStatus.RUNNING);
  }

  @Test
  void deploy_workflowGoneFromCommit_keepsRunningFromItsOldDeployment() {
    Release first =
        samples.release(PRODUCTION, commit(1), build("a", "t1", "1"), build("b", "t2", "2"));

    Release second = samples.release(PRODUCTION, commit(2), build("a", "t1", "3"));

    assertThat(second.number()).isEqualTo(2);
    assertThat(workflows(second)).containsExactlyInAnyOrder("a", "b");
    assertThat(second.deployments()).contains(member(first, "b"));
    assertThat(member(second, "a").commit()).isEqualTo(commit(2));
  }

  @Test
  void deploy_triggerTakenByAnother_endsTheOldWorkflow() {
    samples.release(PRODUCTION, commit(1), build("a", "t1", "1"));

    Release second = samples.release(PRODUCTION, commit(2), build("b", "t1", "2"));

    assertThat(workflows(second)).containsExactly("b");
  }

  @Test
  void deploy_workflowMovedToAnotherTrigger_leavesItsOldOne() {
    samples.release(PRODUCTION, commit(1), build("a", "t1", "1"));

    Release second = samples.release(PRODUCTION, commit(2), build("a", "t2", "1"));

    assertThat(second.deployments())
        .singleElement()
        .satisfies(only -> assertThat(only.workflow().trigger().value()).isEqualTo("t2"));
  }

  @Test
  void deploy_goneTwice_isCarriedOverAgain() {
    samples.release(PRODUCTION, commit(1), build("a", "t1", "1"), build("b", "t2", "2"));
    samples.release(PRODUCTION, commit(2), build("a", "t1", "3"));

    Release third = samples.release(PRODUCTION, commit(3), build("a", "t1", "4"));

    assertThat(member(third, "b").commit()).isEqualTo(commit(1));
  }

  @Test
  void rollback_toEarlierRelease_bringsItsDeploymentsBackWhole() {
    Release first =
        samples.release(PRODUCTION, commit(1), build("a", "t1", "1"), build("b", "t2", "2"));
    samples.release(PRODUCTION, commit(2), build("c", "t1", "3"));

    ReleaseOutcome outcome = registry.releases().rollback(PRODUCTION, 1, ChangeRequest.by("key_1"));

    Release back = ((ReleaseOutcome.Released) outcome).release();
    assertThat(back.number()).isEqualTo(3);
    assertThat(back.deployments()).isEqualTo(first.deployments());
    assertThat(back.entry())
        .isEqualTo(
            new Release.Entry(
                now(), "key_1", Action.ROLLBACK, "rollback to release 1", Optional.empty()));
    assertThat(back.commit()).contains(commit(1));
    assertThat(registry.releases().live(PRODUCTION)).contains(back);
    assertThat(registry.releases().find(PRODUCTION, 1)).contains(first);
  }

  @Test
  void wasLive_commitsThatWereReleasedBuiltOrUnchanged_followsWhatTheyBuild() {
    samples.release(PRODUCTION, commit(1), build("a", "t1", "1"));
    samples.release(PRODUCTION, commit(2), build("a", "t1", "2"));
    samples.environment(PRODUCTION, false);
    samples.deploy(PRODUCTION, commit(3), build("a", "t1", "3"));
    unchanged(commit(4), commit(3));
    unchanged(commit(5), commit(2));
    unchanged(commit(6), commit(5));
    registry.releases().rollback(PRODUCTION, 1, ChangeRequest.by("key_1"));

    assertThat(Stream.of(1, 2, 3, 4, 5, 6, 7).filter(this::wasLive)).containsExactly(1, 2, 5, 6);
    assertThat(registry.releases().wasLive(STAGING, commit(1))).isFalse();
  }

  private void unchanged(CommitId commit, CommitId same) {
    Sync sync = samples.running(PRODUCTION);
    registry.syncs().end(sync.claim(), new SyncEnding.Unchanged(commit, same));
  }

  private boolean wasLive(int number) {
    return registry.releases().wasLive(PRODUCTION, commit(number));
  }

  @Test
  void rollback_noSuchRelease_changesNothing() {
    Release live = samples.release(PRODUCTION, commit(1), build("a", "t1", "1"));

    assertThat(registry.releases().rollback(PRODUCTION, 2, ChangeRequest.by("key_1")))
        .isEqualTo(new ReleaseOutcome.Unknown());
    assertThat(registry.releases().rollback(NOWHERE, 1, ChangeRequest.by("key_1")))
        .isEqualTo(new ReleaseOutcome.Unknown());
    assertThat(registry.releases().rollback(STAGING, 1, ChangeRequest.by("key_1")))
        .isEqualTo(new ReleaseOutcome.Unknown());
    assertThat(registry.releases().live(PRODUCTION)).contains(live);
  }

  @Test
  void rollback_anotherReleaseIsLiveThanExpected_conflicts() {
    samples.release(PRODUCTION, commit(1), build("a", "t1", "1"));
    Release live = samples.release(PRODUCTION, commit(2), build("a", "t1", "2"));

    assertThatThrownBy(() -> expecting(1).rollback(PRODUCTION, 1, ChangeRequest.by("key_1")))
        .isInstanceOf(UnexpectedException.class);
    assertThat(registry.releases().live(PRODUCTION)).contains(live);
    assertThat(expecting(2).rollback(PRODUCTION, 1, ChangeRequest.by("key_1")))
        .isInstanceOf(ReleaseOutcome.Released.class);
  }

  private Releases expecting(int live) {
    return registry.expecting(PRODUCTION, new Expectation.Live(live)).releases();
  }

  @Test
  void releases_ofTwoEnvironments_areCountedApart() {
    samples.release(PRODUCTION, commit(1), build("a", "t1", "1"));

    Release other = samples.release(STAGING, commit(1), build("a", "t1", "1"));

    assertThat(other.number()).isEqualTo(1);
    assertThat(registry.releases().live(NOWHERE)).isEmpty();
  }

  @Test
  void list_morePagesThanOne_isNewestFirst() {
    for (int i = 1; i <= 5; i++) {
      samples.release(PRODUCTION, commit(i), build("a", "t1", "" + i));
    }

    assertThat(
            Pages.all(2, page -> registry.releases().list(PRODUCTION, page)).stream()
                .map(Release::number))
        .containsExactly(5, 4, 3, 2, 1);
  }

  @Test
  void list_afterNoNumber_saysWhatAfterMustBe() {
    PageRequest page = new PageRequest(2, Optional.of("first"));

    assertThatThrownBy(() -> registry.releases().list(PRODUCTION, page))
        .isInstanceOf(UnknownPlaceException.class)
        .hasMessageContaining("after");
  }

  private SyncStatus status(Sync sync) {
    return registry.syncs().find(sync.environment(), sync.id()).orElseThrow().status();
  }

  private static List<String> workflows(Release release) {
    return release.deployments().stream()
        .map(deployment -> deployment.workflow().id().value())
        .toList();
  }

  private static Deployment member(Release release, String workflow) {
    return release.deployments().stream()
        .filter(deployment -> deployment.workflow().id().value().equals(workflow))
        .findFirst()
        .orElseThrow();
  }
}
