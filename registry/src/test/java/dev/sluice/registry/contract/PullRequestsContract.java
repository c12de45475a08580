package dev.sluice.registry.contract;

import static dev.sluice.registry.contract.Samples.build;
import static dev.sluice.registry.contract.Samples.built;
import static dev.sluice.registry.contract.Samples.commit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.registry.PageRequest;
import dev.sluice.registry.deployment.Build;
import dev.sluice.registry.deployment.DeploymentId;
import dev.sluice.registry.deployment.Deployments.Preview;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.GitHostKind;
import dev.sluice.registry.notice.Notice;
import dev.sluice.registry.release.ChangeRequest;
import dev.sluice.registry.release.ReleaseOutcome;
import dev.sluice.registry.sync.Finding;
import dev.sluice.registry.sync.PullRequest;
import dev.sluice.registry.sync.Push;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.SyncEnding;
import dev.sluice.registry.sync.SyncStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every store must do with pull requests: check them beside what goes live, and no more. */
public abstract class PullRequestsContract extends RegistryContract {
  private static final Build BUILD = build("a", "user:pre_mfa", "new code");

  @Test
  void check_waitsAndRunsBesideTheBranch() {
    Sync running = samples.running(PRODUCTION);
    Sync check = check(7, 1, false);
    assertThat(check.status()).isEqualTo(SyncStatus.QUEUED);
    assertThat(check.pullRequest()).contains(request(7, 1, false));
    assertThat(reread(check)).isEqualTo(check);

    assertThat(samples.claim(now())).as("no branch waits").isEmpty();
    Sync taken = claimCheck().orElseThrow();

    assertThat(taken.id()).isEqualTo(check.id());
    assertThat(reread(running).status()).isEqualTo(SyncStatus.RUNNING);
    assertThat(claimCheck()).isEmpty();
  }

  @Test
  void check_letsBranchesPass() {
    check(7, 1, false);
    Sync branch = registry.syncs().request(STAGING, "asked for by key_1");

    assertThat(claimCheck()).isEmpty();
    assertThat(samples.claim(now())).map(Sync::id).contains(branch.id());

    assertThat(claimCheck()).isPresent();
  }

  @Test
  void check_ofANewerHead_supersedesTheOneThatWaits_andNoOther() {
    Sync first = check(7, 1, false);
    Sync other = check(8, 1, false);
    Sync branch = registry.syncs().request(PRODUCTION, "asked for by key_1");

    Sync newer = check(7, 2, false);

    assertThat(reread(first).status()).isEqualTo(SyncStatus.SUPERSEDED);
    assertThat(reread(other).status()).isEqualTo(SyncStatus.QUEUED);
    assertThat(reread(branch).status()).isEqualTo(SyncStatus.QUEUED);
    assertThat(check(7, 2, false).id()).as("the same head").isEqualTo(newer.id());
  }

  @Test
  void check_whileOneOfItRuns_waitsUntilThatEnded() {
    check(7, 1, false);
    Sync running = claimCheck().orElseThrow();
    Sync newer = check(7, 2, false);
    assertThat(claimCheck()).isEmpty();

    registry.syncs().defer(running.claim(), now());

    assertThat(reread(running).status()).isEqualTo(SyncStatus.SUPERSEDED);
    assertThat(claimCheck()).map(Sync::id).contains(newer.id());
  }

  @Test
  void check_deliveredAgain_isTheSame() {
    Push push = push("1");
    Sync check = registry.syncs().check(push, request(7, 1, false));

    assertThat(registry.syncs().check(push, request(7, 1, false))).isEqualTo(check);
    assertThat(registry.syncs().lastHost(PRODUCTION)).contains(GitHostKind.GITHUB);
    assertThat(registry.syncs().lastHost(STAGING)).isEmpty();
  }

  @Test
  void checked_tellsWhatIsDifferent_andChangesNothingLive() {
    samples.release(
        PRODUCTION,
        commit(1),
        build("a", "user:pre_mfa", "code"),
        build("same", "user:plan_selection", "same"),
        build("gone", "m2m:token_generation", "gone"));
    var live = registry.releases().live(PRODUCTION);

    Sync check =
        checked(
            false,
            BUILD,
            build("same", "user:plan_selection", "same"),
            build("more", "user:post_authentication", "more"));

    assertThat(registry.releases().live(PRODUCTION)).isEqualTo(live);
    assertThat(reread(check).status()).isEqualTo(SyncStatus.CHECKED);
    assertThat(reread(check).progress().commit()).contains(commit(2));
    List<Finding> findings = registry.syncs().findings(check.id());
    assertThat(findings)
        .extracting(it -> it.workflow().id().value() + " " + it.difference())
        .containsExactly("a CHANGED", "same SAME", "more ADDED", "gone REMOVED");
    assertThat(findings.getFirst().sizes())
        .isEqualTo(new Finding.Sizes(Optional.of(8L), Optional.of(4L)));
    assertThat(registry.syncs().synced(PRODUCTION, commit(2))).isEmpty();
    assertThat(registry.syncs().claimUntold(now(), now())).isEmpty();
  }

  @Test
  void check_tellsNothingOfTheBranch() {
    samples.release(PRODUCTION, commit(1), BUILD);
    var before = registry.syncs().freshness(PRODUCTION);
    registry
        .syncs()
        .check(
            new Push(PRODUCTION, "d-1", commit(2).value(), Optional.empty()), request(7, 2, false));

    assertThat(registry.syncs().freshness(PRODUCTION)).isEqualTo(before);
    assertThat(registry.syncs().wasPushed(PRODUCTION, commit(2))).isFalse();
    Sync check = claimCheck().orElseThrow();
    assertThat(check.head()).contains(commit(2));
    assertThat(registry.syncs().freshness(PRODUCTION)).isEqualTo(before);
    registry.syncs().end(check.claim(), new SyncEnding.Rejected(commit(2), List.of()));

    assertThat(registry.syncs().freshness(PRODUCTION)).isEqualTo(before);
  }

  @Test
  void preview_isFoundByItsIdAlone_andNeverLive() {
    Sync check = checked(false, BUILD);
    DeploymentId id = preview(check).orElseThrow();

    Preview preview = registry.deployments().preview(PRODUCTION, id).orElseThrow();

    assertThat(preview.pullRequest()).isEqualTo(7);
    assertThat(preview.deployment().commit()).isEqualTo(commit(2));
    assertThat(registry.deployments().bundle(id)).contains(BUILD.bundle());
    assertThat(registry.deployments().preview(STAGING, id)).isEmpty();
    assertThat(registry.deployments().find(PRODUCTION, id)).isEmpty();
    assertThat(registry.deployments().listed(PRODUCTION, id)).isEmpty();
    assertThat(registry.deployments().list(PRODUCTION, PageRequest.first(10)).items()).isEmpty();
    assertThat(registry.deployments().workflows(PRODUCTION)).isEmpty();
    assertThat(registry.releases().makeLive(PRODUCTION, id, ChangeRequest.by("key_1")))
        .isInstanceOf(ReleaseOutcome.Unknown.class);
  }

  @Test
  void check_ofAFork_keepsNothingThatRuns() {
    Sync check = checked(true, BUILD);

    assertThat(reread(check).status()).isEqualTo(SyncStatus.CHECKED);
    assertThat(preview(check)).isEmpty();
    assertThat(registry.syncs().findings(check.id())).hasSize(1);
  }

  @Test
  void check_ofAnotherCommitThanTheHostToldOf_keepsNothingThatRuns() {
    check(7, 1, false);
    Sync check = claimCheck().orElseThrow();

    registry.syncs().end(check.claim(), new SyncEnding.Checked(commit(2), List.of(BUILD)));

    assertThat(reread(check).status()).isEqualTo(SyncStatus.CHECKED);
    assertThat(preview(check)).isEmpty();
  }

  @Test
  void deploy_byACheck_isRefused() {
    check(7, 1, false);
    Sync check = claimCheck().orElseThrow();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> registry.releases().deploy(built(check, commit(2), BUILD)))
        .withMessageContaining("pull request");
    assertThat(registry.releases().live(PRODUCTION)).isEmpty();
  }

  @Test
  void checked_byABranchsSync_isRefused() {
    Sync sync = samples.running(PRODUCTION);

    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            registry.syncs().end(sync.claim(), new SyncEnding.Checked(commit(2), List.of(BUILD))));
  }

  @Test
  void close_dropsTheCheckThatWaits_andForgetsPreviewsAWeekLater() {
    DeploymentId id = preview(checked(false, BUILD)).orElseThrow();
    Sync waiting = check(7, 3, false);
    Sync other = check(8, 3, false);

    registry.syncs().close(PRODUCTION, 7);

    assertThat(reread(waiting).status()).isEqualTo(SyncStatus.SUPERSEDED);
    assertThat(reread(other).status()).isEqualTo(SyncStatus.QUEUED);
    clock.pass(Duration.ofDays(7).minusMillis(1));
    registry.deployments().prunePreviews(now());
    assertThat(registry.deployments().preview(PRODUCTION, id)).isPresent();

    clock.pass(Duration.ofMillis(1));
    registry.deployments().prunePreviews(now());

    assertThat(registry.deployments().preview(PRODUCTION, id)).isEmpty();
    assertThat(registry.deployments().bundle(id)).isEmpty();
  }

  @Test
  void prune_ofAPreviewWhoseBundleIsLive_leavesThatBundle() {
    var release = samples.release(PRODUCTION, commit(1), BUILD);
    checked(false, BUILD);
    registry.syncs().close(PRODUCTION, 7);
    clock.pass(Duration.ofDays(8));

    registry.deployments().prunePreviews(now());

    DeploymentId live = release.deployments().getFirst().id();
    assertThat(registry.deployments().bundle(live)).isPresent();
  }

  @Test
  void endOfACheck_isToldBesideTheCommitAndInAComment() {
    check(7, 2, false);
    Sync check = claimCheck().orElseThrow();
    registry.notices().begin(check.claim(), commit(2), now().plusSeconds(1));

    registry.syncs().end(check.claim(), new SyncEnding.Checked(commit(2), List.of(BUILD)));

    assertThat(List.of(claimNotice(), claimNotice()))
        .extracting(Notice::kind)
        .containsExactlyInAnyOrder(Notice.Kind.STATUS, Notice.Kind.COMMENT);
    assertThat(registry.notices().claim(now(), now())).isEmpty();
  }

  private Notice claimNotice() {
    return registry.notices().claim(now(), now().plusSeconds(60)).orElseThrow();
  }

  private Sync checked(boolean fork, Build... builds) {
    check(7, 2, fork);
    Sync check = claimCheck().orElseThrow();
    registry.syncs().end(check.claim(), new SyncEnding.Checked(commit(2), List.of(builds)));
    return check;
  }

  private Optional<DeploymentId> preview(Sync check) {
    return registry.syncs().findings(check.id()).getFirst().preview();
  }

  private Sync check(long number, int head, boolean fork) {
    return registry.syncs().check(push(UUID.randomUUID().toString()), request(number, head, fork));
  }

  private static Push push(String delivery) {
    return new Push(PRODUCTION, delivery, commit(1).value(), Optional.of(GitHostKind.GITHUB));
  }

  private static PullRequest request(long number, int head, boolean fork) {
    String ref = "refs/pull/" + number + "/head";
    return new PullRequest(number, ref, commit(head).value(), "feature", fork);
  }

  private Optional<Sync> claimCheck() {
    return samples.claimCheck(now());
  }

  private Sync reread(Sync sync) {
    EnvironmentName environment = sync.environment();
    return registry.syncs().find(environment, sync.id()).orElseThrow();
  }
}
