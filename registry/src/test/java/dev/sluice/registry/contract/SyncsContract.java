package dev.sluice.registry.contract;

import static dev.sluice.registry.contract.Samples.build;
import static dev.sluice.registry.contract.Samples.commit;
import static dev.sluice.registry.contract.Samples.push;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.sluice.registry.PageRequest;
import dev.sluice.registry.UnknownPlaceException;
import dev.sluice.registry.deployment.Deployment;
import dev.sluice.registry.deployment.DeploymentId;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.release.ChangeRequest;
import dev.sluice.registry.release.Release;
import dev.sluice.registry.sync.Backlog;
import dev.sluice.registry.sync.Claim;
import dev.sluice.registry.sync.Problem;
import dev.sluice.registry.sync.PullRequest;
import dev.sluice.registry.sync.Push;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.SyncEnding;
import dev.sluice.registry.sync.SyncId;
import dev.sluice.registry.sync.SyncLogLine;
import dev.sluice.registry.sync.SyncLogLine.Level;
import dev.sluice.registry.sync.SyncStatus;
import dev.sluice.registry.sync.SyncedCommit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every store's history of syncs must do. */
public abstract class SyncsContract extends RegistryContract {
  private static final EnvironmentName NEXT = new EnvironmentName("next");

  @Test
  void end_rejected_keepsCommitAndProblems() {
    Sync sync = samples.running(PRODUCTION);
    List<Problem> problems =
        List.of(
            new Problem("no_workflows", "No workflows", Optional.empty()),
            new Problem(
                "unknown_trigger",
                "Unknown trigger “x”\nrequested",
                Optional.of(new Problem.Place("a/Workflow.ts", 3, 12, "3 | x\n  | ^"))));

    registry.syncs().end(sync.claim(), new SyncEnding.Rejected(commit(1), problems));

    assertThat(reread(sync).progress())
        .isEqualTo(
            new Sync.Progress(
                SyncStatus.REJECTED,
                Optional.of(commit(1)),
                problems,
                1,
                0,
                Optional.empty(),
                Optional.empty()));
    assertThat(registry.syncs().synced(PRODUCTION, commit(1))).isEmpty();
    assertThat(registry.syncs().lastSynced(PRODUCTION)).isEmpty();
  }

  @Test
  void end_failedByAName_tellsItAsAProblem_untilItIsTriedAgain() {
    Sync sync = registry.syncs().accept(push(PRODUCTION, "1"));
    Claim claim = samples.claim(now()).orElseThrow().claim();

    registry.syncs().end(claim, new SyncEnding.Failed("it ended", Optional.of("it_ended")));

    assertThat(reread(sync).status()).isEqualTo(SyncStatus.FAILED);
    assertThat(reread(sync).progress().failure()).contains("it ended");
    assertThat(reread(sync).progress().problems())
        .containsExactly(new Problem("it_ended", "it ended", Optional.empty()));
    Sync again = registry.syncs().accept(push(PRODUCTION, "1"));
    assertThat(again.progress().problems()).isEmpty();
  }

  @Test
  void end_failed_saysWhyInListsAndInTheLog() {
    Sync sync = samples.running(PRODUCTION);
    registry.syncs().log(sync.claim(), List.of(new SyncLogLine(now(), Level.INFO, "fetching")));

    registry
        .syncs()
        .end(sync.claim(), new SyncEnding.Failed("the remote didn't answer in 5 tries"));

    assertThat(reread(sync).status()).isEqualTo(SyncStatus.FAILED);
    assertThat(reread(sync).progress().failure()).contains("the remote didn't answer in 5 tries");
    assertThat(registry.syncs().log(sync.id()))
        .containsExactly(
            new SyncLogLine(now(), Level.INFO, "fetching"),
            new SyncLogLine(now(), Level.ERROR, "the remote didn't answer in 5 tries"));
  }

  @Test
  void end_notRunning_isRefused() {
    Sync queued = registry.syncs().request(PRODUCTION, "asked for by key_1");

    assertThatIllegalStateException()
        .isThrownBy(
            () -> registry.syncs().end(new Claim(queued.id(), 0), new SyncEnding.Failed("gave up")))
        .withMessageContaining(queued.id().value());

    assertThat(reread(queued).status()).isEqualTo(SyncStatus.QUEUED);
    assertThat(registry.syncs().log(queued.id())).isEmpty();
  }

  @Test
  void end_newCommitUnchanged_isBroughtInWithTheInputsOfTheOneItIsTheSameAs() {
    samples.release(PRODUCTION, commit(1), build("a", "t", "1"));
    samples.release(PRODUCTION, commit(2), build("a", "t", "2"));
    Sync sync = samples.running(PRODUCTION);

    registry.syncs().end(sync.claim(), new SyncEnding.Unchanged(commit(3), commit(1)));

    assertThat(reread(sync).status()).isEqualTo(SyncStatus.UNCHANGED);
    assertThat(reread(sync).progress().commit()).contains(commit(3));
    SyncedCommit third = new SyncedCommit(commit(3), "inputs of " + commit(1));
    assertThat(registry.syncs().synced(PRODUCTION, commit(3))).contains(third);
    assertThat(registry.syncs().lastSynced(PRODUCTION)).contains(third);
  }

  @Test
  void end_unchangedFromACommitNeverBroughtIn_isRefused() {
    Sync sync = samples.running(PRODUCTION);

    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            registry.syncs().end(sync.claim(), new SyncEnding.Unchanged(commit(2), commit(1))))
        .withMessageContaining(commit(1).value());

    assertThat(reread(sync).status()).isEqualTo(SyncStatus.RUNNING);
  }

  @Test
  void end_knownCommitUnchanged_leavesTheLastAsItIs() {
    samples.release(PRODUCTION, commit(1), build("a", "t", "1"));
    samples.release(PRODUCTION, commit(2), build("a", "t", "2"));

    Sync sync = samples.running(PRODUCTION);
    registry.syncs().end(sync.claim(), new SyncEnding.Unchanged(commit(1), commit(1)));

    SyncedCommit second = new SyncedCommit(commit(2), "inputs of " + commit(2));
    assertThat(registry.syncs().lastSynced(PRODUCTION)).contains(second);
    assertThat(registry.syncs().synced(PRODUCTION, commit(1)))
        .contains(new SyncedCommit(commit(1), "inputs of " + commit(1)));
  }

  @Test
  void lastSynced_knownCommitBuiltAgain_isThatOne() {
    samples.release(PRODUCTION, commit(1), build("a", "t", "1"));
    samples.release(PRODUCTION, commit(2), build("a", "t", "2"));

    samples.release(PRODUCTION, commit(1), build("a", "t", "1"));

    assertThat(registry.syncs().lastSynced(PRODUCTION))
        .contains(new SyncedCommit(commit(1), "inputs of " + commit(1)));
    assertThat(registry.syncs().synced(PRODUCTION, commit(2))).isPresent();
  }

  @Test
  void synced_broughtIntoAnotherEnvironment_isUnknownHere() {
    samples.release(STAGING, commit(1), build("a", "t", "1"));

    assertThat(registry.syncs().synced(PRODUCTION, commit(1))).isEmpty();
    assertThat(registry.syncs().lastSynced(PRODUCTION)).isEmpty();
  }

  @Test
  void log_severalTimes_isOneLogInOrder() {
    Sync sync = samples.running(PRODUCTION);
    Sync other = samples.running(STAGING);
    SyncLogLine first = new SyncLogLine(now(), Level.INFO, "fetched");
    SyncLogLine second = new SyncLogLine(now(), Level.WARN, "a page is ignored: ☂");
    SyncLogLine third = new SyncLogLine(now().plusMillis(7), Level.ERROR, "");

    registry.syncs().log(sync.claim(), List.of(first, second));
    registry.syncs().log(other.claim(), List.of(first));
    registry.syncs().log(sync.claim(), List.of());
    registry.syncs().log(sync.claim(), List.of(third));

    assertThat(registry.syncs().log(sync.id())).containsExactly(first, second, third);
  }

  @Test
  void log_noSuchSync_isEmpty() {
    assertThat(registry.syncs().log(new SyncId("syn_unknown"))).isEmpty();
  }

  @Test
  void find_idOfAnotherEnvironment_isEmpty() {
    Sync sync = registry.syncs().request(PRODUCTION, "asked for by key_1");

    assertThat(registry.syncs().find(STAGING, sync.id())).isEmpty();
    assertThat(registry.syncs().find(NOWHERE, sync.id())).isEmpty();
    assertThat(registry.syncs().find(PRODUCTION, new SyncId("syn_unknown"))).isEmpty();
  }

  @Test
  void list_morePagesThanOne_isNewestFirst() {
    List<SyncId> queued = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      queued.add(registry.syncs().request(PRODUCTION, "number " + i).id());
      registry.syncs().request(STAGING, "another's");
      clock.pass(Duration.ofMillis(i % 2));
    }

    Collections.reverse(queued);
    assertThat(
            Pages.all(3, page -> registry.syncs().list(PRODUCTION, Optional.empty(), page)).stream()
                .map(Sync::id))
        .isEqualTo(queued);
    assertThat(registry.syncs().list(PRODUCTION, Optional.empty(), PageRequest.first(7)).next())
        .isEmpty();
    assertThat(registry.syncs().list(NOWHERE, Optional.empty(), PageRequest.first(7)).items())
        .isEmpty();
  }

  @Test
  void list_afterWhatIsNoPlace_saysWhatAfterMustBe() {
    for (String after : List.of("sync_?", "", "-1", "1.5", "9".repeat(19), "9".repeat(40))) {
      PageRequest page = new PageRequest(3, Optional.of(after));

      assertThatExceptionOfType(UnknownPlaceException.class)
          .isThrownBy(() -> registry.syncs().list(PRODUCTION, Optional.empty(), page))
          .withMessageContaining("after");
    }
  }

  @Test
  void list_pageWhoseLastSyncIsForgotten_goesOnBehindIt() {
    Sync named = samples.running(PRODUCTION);
    registry.releases().deploy(Samples.built(named, commit(1), build("a", "t", "1")));
    failed("forgotten");
    clock.pass(Duration.ofDays(1));
    failed("kept");
    Optional<String> next =
        registry.syncs().list(PRODUCTION, Optional.empty(), PageRequest.first(2)).next();

    registry.syncs().prune(PRODUCTION, now(), 100);

    assertThat(
            registry.syncs().list(PRODUCTION, Optional.empty(), new PageRequest(2, next)).items())
        .extracting(Sync::id)
        .containsExactly(named.id());
  }

  @Test
  void list_byStatus_findsThoseThatStandSo() {
    Sync failed = failed("first");
    registry.syncs().request(STAGING, "another's");
    Sync queued = registry.syncs().request(PRODUCTION, "second");

    assertThat(ids(Optional.of(SyncStatus.FAILED))).containsExactly(failed.id());
    assertThat(ids(Optional.of(SyncStatus.QUEUED))).containsExactly(queued.id());
    assertThat(ids(Optional.of(SyncStatus.RELEASED))).isEmpty();
    assertThat(ids(Optional.empty())).containsExactly(queued.id(), failed.id());
  }

  @Test
  void prune_byAge_forgetsThoseThatEndedAndNothingNames() {
    Sync failed = failed("first");
    Sync waiting = registry.syncs().request(PRODUCTION, "second");
    Sync elsewhere = registry.syncs().request(STAGING, "another's");
    clock.pass(Duration.ofDays(1));

    assertThat(registry.syncs().prune(PRODUCTION, now(), 100)).isEqualTo(1);

    assertThat(registry.syncs().find(PRODUCTION, failed.id())).isEmpty();
    assertThat(registry.syncs().log(failed.id())).isEmpty();
    assertThat(reread(waiting).status()).isEqualTo(SyncStatus.QUEUED);
    assertThat(reread(elsewhere).status()).isEqualTo(SyncStatus.QUEUED);
    assertThat(registry.syncs().prune(PRODUCTION, now(), 100)).isZero();
  }

  @Test
  void prune_byCount_keepsTheNewest() {
    List<SyncId> ended = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      ended.add(failed("number " + i).id());
    }

    assertThat(registry.syncs().prune(PRODUCTION, Instant.EPOCH, 3)).isEqualTo(47);

    assertThat(ids(Optional.empty())).isEqualTo(ended.subList(47, 50).reversed());
  }

  @Test
  void log_ofASyncThatIsTriedWithoutEnd_keepsItsBeginningAndItsEnd() {
    Sync sync = samples.running(PRODUCTION);
    for (int batch = 0; batch < 5; batch++) {
      List<SyncLogLine> lines = new ArrayList<>();
      for (int i = 0; i < 800; i++) {
        lines.add(new SyncLogLine(now(), SyncLogLine.Level.INFO, "line " + (batch * 800 + i)));
      }
      registry.syncs().log(sync.claim(), lines);
    }

    List<String> kept = registry.syncs().log(sync.id()).stream().map(SyncLogLine::text).toList();

    assertThat(kept).hasSize(3_000).startsWith("line 0", "line 1").endsWith("line 3999");
    assertThat(kept.get(999)).isEqualTo("line 999");
    assertThat(kept.get(1_000)).isEqualTo("More was said here than is kept");
    assertThat(kept.get(1_001)).isEqualTo("line 2001");
  }

  @Test
  void prune_whateverItsAge_keepsWhatIsKnownOfTheBranch() {
    Sync rejected = samples.running(PRODUCTION);
    registry.syncs().end(rejected.claim(), new SyncEnding.Rejected(commit(1), List.of()));
    registry.syncs().requestSeen(PRODUCTION, commit(2));
    Sync failing = samples.claim(now()).orElseThrow();
    registry.syncs().end(failing.claim(), new SyncEnding.Failed("away"));
    var known = registry.syncs().freshness(PRODUCTION);
    clock.pass(Duration.ofDays(1));

    assertThat(registry.syncs().prune(PRODUCTION, now(), 0)).isZero();

    assertThat(registry.syncs().freshness(PRODUCTION)).isEqualTo(known);
    assertThat(registry.syncs().failing(PRODUCTION)).isPresent();
  }

  @Test
  void prune_byCount_countsChecksOfPullRequestsApart() {
    Sync branch = failed("of the branch");
    for (int i = 1; i <= 5; i++) {
      PullRequest request =
          new PullRequest(i, "refs/pull/" + i + "/head", commit(i).value(), "feature", false);
      registry.syncs().check(new Push(PRODUCTION, "d-" + i, commit(i).value()), request);
      Sync check = samples.claimCheck(now()).orElseThrow();
      registry.syncs().end(check.claim(), new SyncEnding.Rejected(commit(i), List.of()));
    }

    registry.syncs().prune(PRODUCTION, Instant.EPOCH, 3);

    assertThat(registry.syncs().find(PRODUCTION, branch.id())).isPresent();
  }

  @Test
  void prune_namedByARelease_losesItsLogOnly() {
    Sync sync = samples.running(PRODUCTION);
    registry.syncs().log(sync.claim(), List.of(new SyncLogLine(now(), Level.INFO, "fetched")));
    registry.releases().deploy(Samples.built(sync, commit(1), build("a", "t", "1")));
    clock.pass(Duration.ofDays(1));

    assertThat(registry.syncs().prune(PRODUCTION, now(), 10)).isZero();

    assertThat(reread(sync).status()).isEqualTo(SyncStatus.RELEASED);
    assertThat(registry.syncs().log(sync.id())).isEmpty();
  }

  @Test
  void prune_byAge_forgetsWhatWasSaidOfBuilds_butOfWhatIsLiveAnywhere() {
    Deployment old = only(samples.release(PRODUCTION, commit(1), build("a", "t", "1")));
    Deployment given = only(samples.release(PRODUCTION, commit(2), build("a", "t", "2")));
    registry.releases().promote(PRODUCTION, STAGING, ChangeRequest.by("key_1"));
    samples.environment(NEXT, true);
    Deployment elsewhere = only(samples.release(NEXT, commit(1), build("a", "t", "1")));
    samples.release(NEXT, commit(2), build("a", "t", "2"));
    clock.pass(Duration.ofDays(1));
    Instant then = now();
    Deployment recent = only(samples.release(PRODUCTION, commit(3), build("a", "t", "3")));
    Deployment live = only(samples.release(PRODUCTION, commit(4), build("a", "t", "4")));

    registry.syncs().prune(PRODUCTION, then, 100);

    assertThat(registry.deployments().buildLog(old.id())).contains("");
    assertThat(registry.deployments().bundle(old.id())).isPresent();
    assertThat(Stream.of(given, elsewhere, recent, live).map(Deployment::id))
        .allMatch(id -> registry.deployments().buildLog(id).equals(Optional.of("built\nin 2 ms")));
    registry.syncs().prune(PRODUCTION, now().plusMillis(1), 100);
    assertThat(registry.deployments().buildLog(recent.id())).contains("");
    assertThat(registry.deployments().buildLog(live.id())).contains("built\nin 2 ms");
    assertThat(registry.deployments().buildLog(new DeploymentId("dep_none"))).isEmpty();
  }

  @Test
  void prune_byCount_forgetsWhatWasSaidByOlderSyncsBuilds() {
    List<DeploymentId> built = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      built.add(only(samples.release(PRODUCTION, commit(i), build("a", "t", "" + i))).id());
      clock.pass(Duration.ofMillis(1));
    }

    registry.syncs().prune(PRODUCTION, Instant.EPOCH, 4);

    assertThat(built.stream().map(id -> registry.deployments().buildLog(id).orElseThrow()))
        .containsExactly(
            "", "", "built\nin 2 ms", "built\nin 2 ms", "built\nin 2 ms", "built\nin 2 ms");
  }

  private static Deployment only(Release release) {
    return release.deployments().getFirst();
  }

  @Test
  void prune_ofAPushThatMayComeAgain_losesItsLogOnly() {
    Sync sync = registry.syncs().accept(Samples.push(PRODUCTION, "delivery 1"));
    Sync running = samples.claim(now()).orElseThrow();
    registry.syncs().end(running.claim(), new SyncEnding.Rejected(commit(1), List.of()));
    clock.pass(Duration.ofDays(1));

    assertThat(registry.syncs().prune(PRODUCTION, now(), 10)).isZero();

    assertThat(registry.syncs().accept(Samples.push(PRODUCTION, "delivery 1")).id())
        .isEqualTo(sync.id());
  }

  @Test
  void backlog_countsWhatWaitsAndRuns_andSinceWhenTheOldestIsDue() {
    assertThat(registry.syncs().backlog(now())).isEqualTo(new Backlog(0, 0, Optional.empty()));
    registry.syncs().request(PRODUCTION, "asked for by a test");
    Instant first = now();
    clock.pass(Duration.ofSeconds(10));
    registry.syncs().request(STAGING, "asked for by a test");

    assertThat(registry.syncs().backlog(now())).isEqualTo(new Backlog(2, 0, Optional.of(first)));

    Sync running = samples.claim(now()).orElseThrow();
    assertThat(registry.syncs().backlog(now())).isEqualTo(new Backlog(1, 1, Optional.of(now())));
    assertThat(samples.claim(now())).isPresent();
    registry.syncs().defer(running.claim(), now().plusSeconds(60));
    assertThat(registry.syncs().backlog(now())).isEqualTo(new Backlog(1, 1, Optional.empty()));
  }

  private Sync failed(String cause) {
    registry.syncs().request(PRODUCTION, cause);
    Sync sync = samples.claim(now()).orElseThrow();
    registry.syncs().end(sync.claim(), new SyncEnding.Failed("the remote is away"));
    return sync;
  }

  private List<SyncId> ids(Optional<SyncStatus> status) {
    return Pages.all(20, page -> registry.syncs().list(PRODUCTION, status, page)).stream()
        .map(Sync::id)
        .toList();
  }

  private Sync reread(Sync sync) {
    return registry.syncs().find(sync.environment(), sync.id()).orElseThrow();
  }
}
