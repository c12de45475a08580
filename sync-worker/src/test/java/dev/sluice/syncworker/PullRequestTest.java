package dev.sluice.syncworker;

import static dev.sluice.syncworker.Workbench.FOLDER;
import static dev.sluice.syncworker.Workbench.PRODUCTION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.fixtures.SampleWorkflows;
import dev.sluice.registry.deployment.DeploymentId;
import dev.sluice.registry.release.Release;
import dev.sluice.registry.sync.Finding;
import dev.sluice.registry.sync.PullRequest;
import dev.sluice.registry.sync.Push;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.SyncStatus;
import dev.sluice.syncworker.bundle.BundlerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pull requests, checked beside what is live. */
class PullRequestTest {
  private Workbench bench;
  private String live;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    bench = new Workbench(folder);
    live = bench.repository().write(SampleWorkflows.FILE, SampleWorkflows.ADD_CLAIM).push("add");
    assertThat(bench.sync().status()).isEqualTo(SyncStatus.RELEASED);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void pullRequest_ofABranch_isBuiltToBeTried_andNothingLiveChanges() throws IOException {
    String head = propose(SampleWorkflows.ADD_CLAIM + "// other");

    Sync check = check(head, false);

    assertThat(check.status()).as(bench.log(check)).isEqualTo(SyncStatus.CHECKED);
    assertThat(check.progress().commit().orElseThrow().value()).isEqualTo(head);
    Release release = bench.registry().releases().live(PRODUCTION).orElseThrow();
    assertThat(release.number()).isEqualTo(1);
    assertThat(release.commit().orElseThrow().value()).isEqualTo(live);
    DeploymentId preview =
        bench.registry().syncs().findings(check.id()).getFirst().preview().orElseThrow();
    assertThat(bench.registry().deployments().bundle(preview).orElseThrow().code())
        .contains("__sluice_module");
    assertThat(bench.log(check))
        .contains("Fetched " + head + " of pull request 7")
        .contains("nothing that is live has changed");
    assertThat(bench.sync().status()).as("the branch").isEqualTo(SyncStatus.UNCHANGED);
  }

  @Test
  void pullRequest_thatIsMerged_goesLiveByItsPush() throws IOException {
    String head = propose(SampleWorkflows.STRIP_CLAIMS);
    check(head, false);
    bench.repository().forcePush("merged");

    assertThat(bench.sync().status()).isEqualTo(SyncStatus.RELEASED);
  }

  @Test
  void pullRequest_ofAFork_isCheckedAndNotKept() throws IOException {
    String head =
        bench
            .repository()
            .remove(SampleWorkflows.FILE)
            .write(FOLDER + "otherWorkflow.ts", SampleWorkflows.STRIP_CLAIMS)
            .push("feature", "propose");

    Sync check = check(head, true);

    assertThat(check.status()).as(bench.log(check)).isEqualTo(SyncStatus.CHECKED);
    List<Finding> findings = bench.registry().syncs().findings(check.id());
    assertThat(findings)
        .extracting(it -> it.workflow().id().value() + " " + it.difference())
        .containsExactly("removeClaims ADDED", "addCustomClaim REMOVED");
    assertThat(findings).allMatch(it -> it.preview().isEmpty());
  }

  @Test
  void pullRequest_withAProblem_isRejectedWithItsPlace() throws IOException {
    String head = propose("import x from './nowhere';\nexport default () => x;");

    Sync check = check(head, true);

    assertThat(check.status()).isEqualTo(SyncStatus.REJECTED);
    assertThat(check.progress().problems().getFirst().place().orElseThrow().file())
        .isEqualTo(SampleWorkflows.FILE);
    assertThat(
            bench.registry().syncs().claimUntold(bench.clock().instant(), bench.clock().instant()))
        .as("no alert")
        .isEmpty();
  }

  @Test
  void pullRequest_ofAnUnsignedCommit_whereSignersAreListed_isRejected() throws IOException {
    String head = propose(SampleWorkflows.STRIP_CLAIMS);
    bench.trust(
        Map.of(
            "Ada",
            "ssh-ed25519"
                + " AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl"));

    Sync check = check(head, false);

    assertThat(check.progress().problems().getFirst().code()).isEqualTo("commit_unsigned");
  }

  @Test
  void head_thatTheHostDoesntShowYet_isWaitedForAWhile() throws IOException {
    propose(SampleWorkflows.STRIP_CLAIMS);
    Sync check = check("f".repeat(40), false);
    assertThat(check.status()).isEqualTo(SyncStatus.QUEUED);
    assertThat(bench.log(check)).contains("told of ffffffffff, but the host still shows");

    for (int i = 0; i < 5; i++) {
      bench.clock().pass(Duration.ofMinutes(1));
      bench.worker().stepCheck();
    }

    assertThat(bench.reread(check).status()).isEqualTo(SyncStatus.CHECKED);
    assertThat(bench.log(check)).contains("not kept to be tried");
    assertThat(bench.registry().syncs().findings(check.id()))
        .as("it may be anybody's")
        .isNotEmpty()
        .allMatch(it -> it.preview().isEmpty());
  }

  @Test
  void pullRequest_thatTheHostDoesntShowYet_isWaitedForAWhile() throws IOException {
    String head = propose(SampleWorkflows.STRIP_CLAIMS);
    PullRequest request = new PullRequest(8, "refs/heads/late", head, "late", false);
    Sync check = bench.registry().syncs().check(new Push(PRODUCTION, "d-8", head), request);
    bench.worker().stepCheck();
    assertThat(bench.reread(check).status()).as(bench.log(check)).isEqualTo(SyncStatus.QUEUED);
    assertThat(bench.log(check)).contains("the host still shows nothing there");

    assertThat(bench.repository().push("late", "propose")).isEqualTo(head);
    bench.clock().pass(Duration.ofMillis(500));
    bench.worker().stepCheck();

    assertThat(bench.reread(check).status()).as(bench.log(check)).isEqualTo(SyncStatus.CHECKED);
  }

  @Test
  void check_thatWasInterrupted_isTakenUpAtTheNextStart() throws IOException {
    String head = propose(SampleWorkflows.STRIP_CLAIMS);
    Sync asked = ask(head, false);
    Instant now = bench.clock().instant();
    bench.registry().syncs().claimCheck(bench.worker().identity(), now, now.plusSeconds(30));
    bench.restart();

    assertThat(bench.worker().step()).as("the branch's own turn").isFalse();
    assertThat(bench.worker().stepCheck()).isTrue();

    assertThat(bench.reread(asked).status()).isEqualTo(SyncStatus.CHECKED);
  }

  @Test
  void check_whoseBundlerDoesntStart_isTriedAgain(@TempDir Path parts) throws IOException {
    BundlerSettings usual = Workbench.bundlerSettings();
    for (String file : usual.folder().toFile().list()) {
      Files.createSymbolicLink(parts.resolve(file), usual.folder().resolve(file));
    }
    WorkshopSettings workshop = bench.workshop();
    BundlerSettings bundler =
        new BundlerSettings(usual.node(), parts, usual.heapMegabytes(), usual.limits());
    Sync check = ask(propose(SampleWorkflows.STRIP_CLAIMS), false);

    try (SyncWorker worker =
        bench.worker(new WorkshopSettings(bundler, workshop.dependencies(), workshop.types()))) {
      Path lost = parts.resolve("package-lock.json");
      Path there = Files.readSymbolicLink(lost);
      Files.delete(lost);
      worker.stepCheck();
      assertThat(bench.reread(check).status()).isEqualTo(SyncStatus.QUEUED);
      assertThat(bench.log(check)).contains("The bundler can't be started", "Trying again in");
      Files.createSymbolicLink(lost, there);
      bench.clock().pass(Duration.ofSeconds(1));
      worker.stepCheck();
    }

    assertThat(bench.reread(check).status()).as(bench.log(check)).isEqualTo(SyncStatus.CHECKED);
  }

  @Test
  void whatIsFetchedOfPullRequests_liesApart() throws IOException {
    String head = propose(SampleWorkflows.STRIP_CLAIMS);
    check(head, true);

    Path apart = bench.mirror().resolveSibling(".checked-production");
    assertThat(objects(apart)).isNotEmpty();
    assertThat(Files.exists(apart.resolve("refs/heads/main"))).isFalse();
    assertThat(Files.exists(bench.mirror().resolve("refs/heads/feature"))).isFalse();
  }

  private static List<Path> objects(Path mirror) throws IOException {
    try (var all = Files.walk(mirror.resolve("objects"))) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  private String propose(String workflow) throws IOException {
    return bench.repository().write(SampleWorkflows.FILE, workflow).push("feature", "propose");
  }

  private Sync check(String head, boolean fork) {
    Sync asked = ask(head, fork);
    bench.worker().stepCheck();
    return bench.reread(asked);
  }

  private Sync ask(String head, boolean fork) {
    Push push = new Push(PRODUCTION, UUID.randomUUID().toString(), head, Optional.empty());
    PullRequest request = new PullRequest(7, "refs/heads/feature", head, "feature", fork);
    return bench.registry().syncs().check(push, request);
  }
}
